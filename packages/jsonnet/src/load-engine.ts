import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

const folder = new URL("../wasm/", import.meta.url);

/**
 * The engine's WebAssembly, uncompressed.
 *
 * @throws {Error} where the file is not the one that this package was published with.
 */
export function loadEngine(): Uint8Array {
  const packed = readFileSync(new URL("jsonnet.wasm.br", folder));
  const { sha256 } = JSON.parse(readFileSync(new URL("engine.json", folder), "utf8")) as { sha256: string };
  const module = brotliDecompressSync(packed);
  if (createHash("sha256").update(module).digest("hex") !== sha256)
    throw new Error("the Jsonnet engine of this package is damaged: install the package again");
  return module;
}
