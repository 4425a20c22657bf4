import { request } from "./http";

export interface Credentials {
  email: string;
  password: string;
}

// Three requests do not justify Better Auth's client in the first page's JavaScript.
export const accountApi = {
  signIn: (credentials: Credentials) =>
    request("/api/auth/sign-in/email", { method: "POST", body: credentials }),
  signUp: (account: Credentials & { name: string }) =>
    request("/api/auth/sign-up/email", { method: "POST", body: account }),
  signOut: () => request("/api/auth/sign-out", { method: "POST", body: {} }),
};
