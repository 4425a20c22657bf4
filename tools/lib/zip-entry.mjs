import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const signatures = { end: 0x06054b50, directory: 0x02014b50 };
const stored = 0;
const deflated = 8;

/**
 * One file out of a ZIP archive (not ZIP64, not encrypted), as a Buffer.
 *
 * @throws where the archive has no such entry or cannot be read.
 */
export function readZipEntry(archive, name) {
  const file = openSync(archive, "r");
  const read = (position, length) => {
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, position);
    return buffer;
  };
  try {
    const entry = findEntry(read, fstatSync(file).size, name);
    if (!entry) throw new Error(`${archive} holds no ${name}`);
    // The local header repeats the name, and has extra fields of its own length.
    const header = read(entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const data = read(start, entry.compressedSize);
    if (entry.method === stored) return data;
    if (entry.method === deflated) return inflateRawSync(data);
    throw new Error(`${archive}: ${name} is compressed by method ${entry.method}, which is not known here`);
  } finally {
    closeSync(file);
  }
}

function findEntry(read, size, name) {
  const tail = read(Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(uint32(signatures.end));
  if (end < 0) throw new Error("no ZIP archive");
  let directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  while (directory.length >= 46 && directory.readUInt32LE(0) === signatures.directory) {
    const nameEnd = 46 + directory.readUInt16LE(28);
    if (directory.toString("utf8", 46, nameEnd) === name) {
      return {
        method: directory.readUInt16LE(10),
        compressedSize: directory.readUInt32LE(20),
        offset: directory.readUInt32LE(42),
      };
    }
    directory = directory.subarray(nameEnd + directory.readUInt16LE(30) + directory.readUInt16LE(32));
  }
  return undefined;
}

function uint32(value) {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
