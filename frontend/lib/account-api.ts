import { ApiError, request } from "./http";

export interface Credentials {
  email: string;
  password: string;
}

// Three requests do not justify Better Auth's client in the first page's JavaScript.
export const accountApi = {
  signIn: ({ email, password }: Credentials) =>
    request("/api/auth/sign-in/email", { method: "POST", body: { email, password } }),
  /** Makes the account and signs in: the answer to sign-up tells nobody whether the address had one already. */
  async signUp(account: Credentials & { name: string }) {
    await request("/api/auth/sign-up/email", { method: "POST", body: account });
    try {
      return await accountApi.signIn(account);
    } catch (error) {
      if (!(error instanceof ApiError && error.signedOut)) throw error;
      throw new ApiError(
        401,
        "If you have an account with this address already, sign in with its own password.",
      );
    }
  },
  signOut: () => request("/api/auth/sign-out", { method: "POST", body: {} }),
};
