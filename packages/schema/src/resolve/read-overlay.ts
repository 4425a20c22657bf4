import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { UsageError } from "../usage-error.ts";
import { OverlayError } from "./overlay-error.ts";

/** How large an overlay may be, in KiB: Kubernetes keeps a release, its templates and values, in 1,024. */
const largest = 256;

/**
 * The text of an overlay.
 *
 * @throws {OverlayError} for one that is too large, or not in UTF-8.
 * @throws {UsageError} for a file that is not there.
 */
export function readOverlay(file: string, shownAs: string): string {
  const bytes = readBytes(file, shownAs);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  // Latin-1 has a character for every byte, so the lines stay what they are.
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, "latin1"))) + 1;
  throw new OverlayError(`${shownAs}:${line}:1: this line is not in UTF-8: save the file in that encoding`);
}

/** @throws {OverlayError} for more bytes than an overlay has. */
export function refuseTooLarge(size: number, shownAs: string): void {
  if (size <= largest * 1024) return;
  const found = Math.ceil(size / 1024);
  throw new OverlayError(`${shownAs}: an overlay has at most ${largest} KiB, and this has ${found}`);
}

function readBytes(file: string, shownAs: string): Buffer {
  try {
    refuseTooLarge(statSync(file).size, shownAs);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof OverlayError) throw error;
    throw new UsageError(`the overlay ${shownAs} cannot be read: ${(error as Error).message}`);
  }
}
