import { ApiError, request } from "./http";

export interface Credentials {
  email: string;
  password: string;
}

const mayHaveAccount = "This email may have an account already. Sign in with the password of that one.";

const post = (path: string, body: object) => request(`/api/auth/${path}`, { method: "POST", body });

// A few requests do not justify Better Auth's client in the first page's JavaScript.
export const accountApi = {
  signIn: (credentials: Credentials) => post("sign-in/email", credentials),
  /** Makes an account and signs in with it: that an address is taken is not told, so only the second step shows it. */
  async signUp({ name, ...credentials }: Credentials & { name: string }) {
    await post("sign-up/email", { name, ...credentials });
    try {
      await post("sign-in/email", credentials);
    } catch (error) {
      throw error instanceof ApiError && error.signedOut ? new Error(mayHaveAccount) : error;
    }
  },
  signOut: () => post("sign-out", {}),
  /** Ends all sessions of the account, this one too. */
  signOutEverywhere: () => post("revoke-sessions", {}),
  /** Ends all sessions of the account but this one. */
  changePassword: (currentPassword: string, newPassword: string) =>
    post("change-password", { currentPassword, newPassword, revokeOtherSessions: true }),
  /** Deletes the account and its todos. */
  deleteAccount: (password: string) => post("delete-user", { password }),
};
