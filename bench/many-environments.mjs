import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measured } from "./measured.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "packages/schema/bin/chartmodel.cjs");
const memory = "/dev/shm";

/** Generated environments of two charts: `chartmodel render` as a process, from nothing to every file written. */
export function* measureManyEnvironments() {
  const few = renderAll(2_500);
  const many = renderAll(10_000);
  const growth = many.seconds / few.seconds / 4;
  yield {
    what: `10,000 environments, two files each${existsSync(memory) ? ", on a memory file system" : ""}`,
    found: `${many.seconds.toFixed(2)} s, ${many.megabytes.toFixed(0)} MB, ${growth.toFixed(2)} × linear`,
    aim: "1.5 s and 100 MB, linear",
  };
}

function renderAll(amount) {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "chartmodel-bench-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "node_modules/@chartmodel"), join(folder, "node_modules/@chartmodel"));
    writeFileSync(join(folder, "chartmodel.config.mjs"), config(amount));
    // The first call reads the configuration; the one that is measured has to make and write every file.
    const render = () => measured([process.execPath, program, "render"], { cwd: folder });
    render();
    rmSync(join(folder, "environments"), { recursive: true });
    return render();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function config(amount) {
  return `import { defineProject, valuesFiles } from "@chartmodel/schema";
import { defineEnvironment } from ${JSON.stringify(join(root, "packages/config/src/environment.ts"))};
import { staging } from ${JSON.stringify(join(root, "packages/config/src/environments/staging.ts"))};
import { todoStack } from ${JSON.stringify(join(root, "packages/config/src/project.ts"))};

const generated = Array.from({ length: ${amount} }, (_, index) =>
  defineEnvironment({ name: "preview-" + index, extends: staging, images: { tag: "0.1." + index } }));

export default defineProject({
  ...todoStack(), overlay: undefined, environments: generated, outputs: [valuesFiles()],
});
`;
}
