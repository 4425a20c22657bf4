import { fstatSync } from "node:fs";
import { styleText } from "node:util";
import { print } from "./print.ts";

type Style = Parameters<typeof styleText>[0];

const standardError = 2;

/** Words for people, on standard error; data alone goes to standard output. */
export function say(text: string): void {
  print(`${text}\n`, standardError);
}

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
