import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";

/** A token that cannot be used, and what to do. The message does not have it. */
export class TokenError extends Error {
  override readonly name = "TokenError";
}

/** A shorter one could be guessed. */
const shortest = 16;

/** The bits of a file's mode that let others read or write it. */
const others = 0o077;

/**
 * The token that clients have to send.
 *
 * @param given - it, from the environment.
 * @param file - holds it; made with a new one, for its owner alone, where it is not there.
 * @returns the token, and whether it is a new one that stands nowhere else.
 * @throws {TokenError} for one that is short or cannot stand in a header, and for a file that others may read.
 */
export function readToken(given: string | undefined, file?: string): { token: string; isNew: boolean } {
  if (file !== undefined) return { token: checked(fromFile(file), file), isNew: false };
  if (given !== undefined) return { token: checked(given, "CHARTMODEL_MCP_TOKEN"), isNew: false };
  return { token: newToken(), isNew: true };
}

function fromFile(file: string): string {
  try {
    const token = newToken();
    writeFileSync(file, `${token}\n`, { flag: "wx", mode: 0o600 });
    return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw new TokenError(`${file} cannot be written: ${(error as Error).message}`);
  }
  if (process.platform !== "win32" && (statSync(file).mode & others) !== 0)
    throw new TokenError(`${file} holds a token, and others may read it: chmod 600 it`);
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new TokenError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

function checked(token: string, from: string): string {
  if (/^[\w.~+/=-]+$/.test(token) && token.length >= shortest) return token;
  throw new TokenError(
    `${from}: expected a token of at least ${shortest} letters, digits or any of -._~+/=, such as \`openssl rand -hex 32\` gives`,
  );
}
