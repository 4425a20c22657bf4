import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Attempts, Limit } from "./attempts";
import { isCommonPassword } from "./common-passwords";

export const maxNameLength = 100;
const maxEmailLength = 254;

/** Guesses at one account's password, from wherever they come, until one is right. */
const guessesAtAccount: Limit = { window: 900, max: 10 };

/** What the page sends; anything else, such as a picture's address, would be stored. */
const fields = {
  "/sign-up/email": ["name", "email", "password"],
  "/sign-in/email": ["email", "password"],
  "/change-password": ["currentPassword", "newPassword", "revokeOtherSessions"],
  "/delete-user": ["password"],
} as const;

/**
 * What Better Auth leaves open: names have a length, the commonest passwords are refused, guesses are counted for each
 * account, and of a request's body no more is taken than the page sends.
 *
 * @param attempts counts guesses; undefined counts none
 */
export function accountRules(attempts: Attempts | undefined) {
  const before = createAuthMiddleware(async (context) => {
    const { path } = context;
    if (!isGuarded(path)) return;
    const body = (context.body ?? {}) as Record<string, unknown>;
    // In place: what a hook returns is merged with the body, not put in its stead.
    for (const name of Object.keys(body))
      if (!(fields[path] as readonly string[]).includes(name)) delete body[name];

    if (path === "/sign-up/email") body.name = checkedName(body.name);
    if (path === "/sign-up/email" || path === "/sign-in/email") checkEmail(body.email);
    checkNewPassword(path === "/sign-up/email" ? body.password : body.newPassword);
    if (path === "/delete-user" && !body.password) refuse("Type your password to delete the account.");

    if (path === "/sign-in/email") await countGuess(attempts, body.email as string);
    else if (path !== "/sign-up/email")
      await countGuess(attempts, (await getSessionFromCtx(context))?.user.email);
  });
  const after = createAuthMiddleware(async (context) => {
    if (!attempts || context.context.returned instanceof APIError) return;
    const user = context.context.newSession?.user ?? context.context.session?.user;
    if (isGuarded(context.path) && user) await attempts.forget(guessKey(user.email));
  });
  return { before, after };
}

function isGuarded(path: string): path is keyof typeof fields {
  return Object.hasOwn(fields, path);
}

async function countGuess(attempts: Attempts | undefined, email: string | undefined): Promise<void> {
  if (!attempts || email === undefined) return;
  const { allowed, retryAfter } = await attempts.count(guessKey(email), guessesAtAccount);
  if (allowed) return;
  const minutes = Math.ceil((retryAfter ?? guessesAtAccount.window) / 60);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { message: `Too many wrong passwords for this account. Try again in ${wait}.` },
    { "retry-after": String(retryAfter) },
  );
}

const guessKey = (email: string) => `account ${email.toLowerCase()}`;

function checkEmail(email: unknown): void {
  if (typeof email !== "string" || email.length > maxEmailLength) refuse("Invalid email");
}

function checkNewPassword(password: unknown): void {
  if (typeof password === "string" && isCommonPassword(password))
    refuse("This password is one of the most used, and so among the first to be guessed. Choose another.");
}

function checkedName(name: unknown): string {
  const text = typeof name === "string" ? name.trim() : "";
  // Something to see, and nothing that a database or a terminal trips over.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text) || /[\p{Cc}\p{Cs}]/u.test(text))
    refuse("The name needs characters that can be seen.");
  if (text.length > maxNameLength) refuse(`The name has ${text.length} characters; ${maxNameLength} fit.`);
  return text;
}

function refuse(message: string): never {
  throw new APIError("BAD_REQUEST", { message });
}
