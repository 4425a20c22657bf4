/** A text as the backend takes it in one line: a pasted tab, and what else breaks a line or shows nothing, is a space. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
