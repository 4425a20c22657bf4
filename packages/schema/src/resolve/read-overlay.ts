import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { UsageError } from "../usage-error.ts";
import { OverlayError } from "./overlay-error.ts";

/** What editors of Windows put before a text. */
export const byteOrderMark = "\uFEFF";

/** How large an overlay may be, in KiB: Kubernetes keeps a release, its templates and values, in 1,024. */
const largest = 256;

/**
 * The text of an overlay, without the byte order mark that it may begin with.
 *
 * @throws {OverlayError} for one that is too large, or not in UTF-8.
 * @throws {UsageError} for a file that is not there.
 */
export function readOverlay(file: string, shownAs: string): string {
  const text = readWholeOverlay(file, shownAs);
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

/** As {@link readOverlay}, with the byte order mark. */
export function readWholeOverlay(file: string, shownAs: string): string {
  const bytes = readBytes(file, shownAs);
  if (isUtf8(bytes)) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
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
    refuseEndless(file, shownAs);
    const descriptor = openSync(file, "r");
    try {
      const bytes = Buffer.alloc(largest * 1024 + 1);
      let size = 0;
      for (let read = 1; read > 0 && size < bytes.length; size += read)
        read = readSync(descriptor, bytes, size, bytes.length - size, null);
      refuseTooLarge(size === bytes.length ? Math.max(size, fstatSync(descriptor).size) : size, shownAs);
      return bytes.subarray(0, size);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof OverlayError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UsageError(`there is no overlay ${shownAs}`);
    throw new UsageError(`the overlay ${shownAs} cannot be read: ${message}`);
  }
}

/** A pipe that stands in a folder may never be written; one that the shell opened, as `<(...)`, is. */
function refuseEndless(file: string, shownAs: string): void {
  const isOpened = /^\/dev\/(?:stdin|fd\/\d+)$/.test(file);
  const stats = statSync(file);
  if (!stats.isFile() && !stats.isDirectory() && !(isOpened && stats.isFIFO()))
    throw new OverlayError(`${shownAs} is no file`);
}
