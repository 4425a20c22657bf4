import { fstatSync } from "node:fs";
import { styleText } from "node:util";
import { escaped } from "../render/printable.ts";
import { print } from "./print.ts";

type Style = Parameters<typeof styleText>[0];

const standardError = 2;

/** Words for people, on standard error; data alone goes to standard output. */
export function say(text: string): void {
  print(`${visible(text).split("\n").map(shortened).join("\n")}\n`, standardError);
}

/** What a terminal obeys, or shows in another order: it comes from files and arguments, our own styles excepted. */
const obeyed =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /(?!\u001b\[(?:1|2|22|3[0-79])m)[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A text for a terminal, with everything in it that one would obey as `\u0000`. */
export const visible = (text: string): string => text.replace(obeyed, escaped).toWellFormed();

/** A person reads no longer line. */
const longest = 2000;

const shortened = (line: string): string =>
  line.length <= longest ? line : `${line.slice(0, longest - 200)} … ${line.slice(-200)}`;

/** Styles text where standard error is a terminal that has colours. */
export function style(format: Style, text: string): string {
  return isDevice() && process.stderr.isTTY ? styleText(format, text, { stream: process.stderr }) : text;
}

let device: boolean | undefined;

/** A terminal is a device; `process.stderr` would load Node's streams to tell that a pipe or a file is none. */
function isDevice(): boolean {
  device ??= fstatSync(standardError).isCharacterDevice();
  return device;
}

/** `1 issue`, `2 issues`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
