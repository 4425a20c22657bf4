import type { Todo } from "./todo";

/** What an answer that is no success may carry: a problem of the API, or an error of Better Auth. */
export interface Refusal {
  type?: string;
  detail?: string;
  errors?: { name: string; detail: string }[];
  /** Better Auth's name of the error. */
  code?: string;
  message?: string;
  /** With status 412: the todo as it is now. */
  current?: Todo;
}

/** What Better Auth names, and `Account was kept` of our own. */
const ofCode: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The email or the password is wrong.",
  INVALID_EMAIL: "This is not an email address.",
  INVALID_PASSWORD: "The password is wrong.",
  PASSWORD_TOO_SHORT: "The password is too short.",
  PASSWORD_TOO_LONG: "The password is too long.",
  VALIDATION_ERROR: "Something in the form is missing or wrong.",
  ACCOUNT_WAS_KEPT: "Your todos cannot be deleted at the moment, so the account was kept. Try again later.",
  SESSION_EXPIRED: "Sign in again first; it was a while ago.",
  USER_ALREADY_EXISTS: "There is an account with this email already. Sign in instead.",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "There is an account with this email already. Sign in instead.",
};

const ofStatus: Record<number, string> = {
  0: "The server cannot be reached.",
  401: "You are signed out.",
  403: "The server does not take requests from this page’s address.",
  404: "It is not there any more.",
  413: "That is too much text.",
  429: "Too many tries. Wait a minute, then try again.",
  502: "The server is not working properly at the moment.",
  503: "The server is away at the moment.",
  504: "The server took too long to answer.",
};

const fieldNames: Record<string, string> = {
  title: "The title",
  notes: "The notes",
  due_date: "The due date",
  priority: "The priority",
  q: "The search",
};

/** Why the server did not do it, in words for people. */
export function refusalText(status: number, { code, errors, detail, message }: Refusal): string {
  // Better Auth's message is its code in words.
  const known = ofCode[code ?? (message ?? detail ?? "").toUpperCase().replaceAll(" ", "_")];
  const fields = errors?.map(({ name, detail }) => `${fieldNames[name] ?? name}: ${detail}`).join("; ");
  return (
    known ||
    (fields && sentence(fields)) ||
    (status < 500 && status !== 404 && detail && sentence(detail)) ||
    ofStatus[status] ||
    (status < 500 && message && sentence(message)) ||
    (status >= 500
      ? "The server made a mistake. Trying again may help."
      : "The server did not accept this. Reload the page and try again.")
  );
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
