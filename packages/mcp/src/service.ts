/** A JSON Schema of an object. */
interface ObjectSchema {
  readonly type: "object";
}

/** A question that a client may ask. Asking it changes nothing. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
}

/** What came of a question: data that fits the tool's `outputSchema`, or a sentence for each thing that is wrong. */
export type Answer = { readonly data: object } | { readonly error: string };

/** What is served. */
export interface Service {
  readonly name: string;
  readonly version: string;
  /** What a language model should know before it asks. */
  readonly instructions: string;
  readonly tools: readonly Tool[];
  /**
   * Answers a question; the input is what the client sent, and may be anything.
   *
   * @param signal - aborts when nobody waits for the answer any more.
   */
  readonly ask: (tool: string, input: unknown, signal: AbortSignal) => Promise<Answer>;
}
