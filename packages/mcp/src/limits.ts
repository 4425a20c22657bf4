/** Bytes of a client's message: more than any question needs. */
export const longestMessage = 512 * 1024;
