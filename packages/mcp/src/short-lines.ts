import { Transform } from "node:stream";

const lineBreak = 10;

/**
 * Passes on whole lines. One that is too long is left out, and nothing of it is kept.
 *
 * @param longest - in bytes, with the line break.
 * @param tell - called for each line that is left out, as soon as it is known to be too long.
 */
export function shortLines(longest: number, tell: () => void): Transform {
  let held: Buffer[] = [];
  let size = 0;
  const hold = (part: Buffer) => {
    const before = size;
    size += part.length;
    if (size <= longest) held.push(part);
    else {
      held = [];
      if (before <= longest) tell();
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let start = 0;
      for (let end = chunk.indexOf(lineBreak); end !== -1; end = chunk.indexOf(lineBreak, start)) {
        hold(chunk.subarray(start, end + 1));
        if (size <= longest) this.push(Buffer.concat(held));
        held = [];
        size = 0;
        start = end + 1;
      }
      hold(chunk.subarray(start));
      done();
    },
  });
}
