import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Words for people, on standard error; data alone goes to standard output. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Styles text where standard error is a terminal that has colours. */
export function style(format: Style, text: string): string {
  return process.stderr.isTTY ? styleText(format, text, { stream: process.stderr }) : text;
}

/** `1 issue`, `2 issues`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
