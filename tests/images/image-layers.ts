import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { docker } from "./docker.js";

/** Those of the texts that stand anywhere in an image: its settings, its history, or a layer, even if a later one removed them. */
export async function textsInImage(image: string, texts: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "image-layers-"));
  try {
    const archive = join(folder, "image.tar");
    await docker(["save", "--output", archive, image]);
    execFileSync("tar", ["-xf", archive, "-C", folder]);
    rmSync(archive);
    const found = new Set<string>();
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const file = join(folder, path);
      if (!statSync(file).isFile()) continue;
      const bytes = unpacked(readFileSync(file));
      for (const text of texts) if (bytes.includes(text)) found.add(text);
    }
    return [...found];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Some engines save their layers as they were pulled. */
const unpacked = (bytes: Buffer) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
