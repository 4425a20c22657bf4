/**
 * Builds the engine from engine/main.go into wasm/: `node engine/build.mjs`, with the Go that engine/go.mod names.
 * `--check` builds it and compares: the same sources and the same Go give the same bytes.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const here = import.meta.dirname;
const wasm = join(here, "../wasm");
const [, toolchain] = /^toolchain (go\S+)$/m.exec(readFileSync(join(here, "go.mod"), "utf8"));

const module = build();
const sha256 = createHash("sha256").update(module).digest("hex");
const facts = join(wasm, "engine.json");
if (!process.argv.includes("--check")) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  writeFileSync(join(wasm, "jsonnet.wasm.br"), brotliCompressSync(module, { params }));
  writeFileSync(join(wasm, "LICENSES.txt"), licences());
  writeFileSync(facts, `${JSON.stringify({ sha256 })}\n`);
  console.log(`wrote the engine: ${module.length} bytes, SHA-256 ${sha256}`);
} else if (JSON.parse(readFileSync(facts, "utf8")).sha256 !== sha256) {
  console.error(`wasm/ is not what engine/ builds to (SHA-256 ${sha256}): run node engine/build.mjs`);
  process.exitCode = 1;
}

function build() {
  const folder = mkdtempSync(join(tmpdir(), "jsonnet-engine-"));
  try {
    const output = join(folder, "jsonnet.wasm");
    go(
      "build",
      "-buildmode=c-shared",
      "-trimpath",
      "-buildvcs=false",
      "-ldflags=-s -w -buildid=",
      "-o",
      output,
      ".",
    );
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The licences of all that the engine is made of, Go's own library among them. */
function licences() {
  const folders = new Map([["Go", go("env", "GOROOT")]]);
  const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}";
  for (const line of go("list", "-deps", "-f", format, ".").split("\n").filter(Boolean)) {
    const [path, version, folder] = line.split(" ");
    folders.set(`${path} ${version}`, folder);
  }
  const texts = [...folders].map(([name, folder]) => {
    const text = readFileSync(join(folder, "LICENSE"), "utf8").trim();
    return `${name}\n${"=".repeat(name.length)}\n\n${text}\n`;
  });
  return texts.join("\n\n");
}

function go(...args) {
  return execFileSync("go", args, {
    cwd: here,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      GOOS: "wasip1",
      GOARCH: "wasm",
      CGO_ENABLED: "0",
      GOTOOLCHAIN: toolchain,
      GOFLAGS: "-mod=readonly",
    },
  }).trim();
}
