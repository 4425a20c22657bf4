/** What ends a command in one sentence: what is wrong and what to do. */
export class AiError extends Error {}

/** A command that is not used as it is meant to be. */
export class UsageError extends AiError {}

/** 0 nothing stands against it; 1 something does; 2 wrong use; 3 what it needs is not there or did not answer. */
export const exitCodes = { fine: 0, found: 1, usage: 2, unavailable: 3 };
