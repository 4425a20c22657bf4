/** Lines of the table of prerequisites: what, and which. */
export type Rows = string[][];

export const code = (text: string): string => `\`${text}\``;
export const list = (texts: readonly string[]): string => texts.map(code).join(", ");
