import { dictionary } from "@zxcvbn-ts/language-common";

const common = new Set<string>(dictionary["passwords-common"]);

/** Whether a guesser would try the password among the first, in whatever case it is written. */
export function isCommonPassword(password: string): boolean {
  return common.has(password.toLowerCase());
}
