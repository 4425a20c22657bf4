/** A chart that cannot be read at all. The message is a sentence with what to do. */
export class ChartError extends Error {
  override readonly name = "ChartError";
}
