import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { runLimited } from "../ai/run-limited.mjs";
import { root } from "../lib/workspace.mjs";
import { mockModel } from "./mock-model.mjs";

/** Seconds for one command, many times what it takes: where it hangs, the scenario fails all the same. */
const patience = 900;

/** A key that must be nowhere. */
const key = "sk-not-to-be-seen-0123456789";

/** What generating does not take, and others may be writing to, by its path from the root. */
const left =
  /^(?:\.git|\.dev|node_modules|backend|frontend|examples|bench|site|tests|packages\/[^/]+\/test)$/;

/**
 * A copy of the project whose local environment is in a namespace of these tests, by an overlay of its own.
 *
 * @returns the `folder`, the `overlay` from there, `runAi` for `npm run ai`'s program and `remove`.
 */
export async function assistedCopy({ space, cluster, command }) {
  const folder = copyOfProject();
  const overlay = join("environments", "local.local.yaml");
  // A NodePort of a developer's own installation may be taken.
  const own = { frontend: { service: { nodePort: 0 } } };
  const where = { context: cluster.context, namespaces: { backend: space.name, frontend: space.name } };
  writeFileSync(join(folder, overlay), JSON.stringify({ ...where, ...own }));
  await command(join(folder, "node_modules", ".bin", "chartmodel"), ["render"], { cwd: folder });
  return {
    folder,
    overlay,
    /** @returns exit code, all that was printed and what the language model was asked. @throws where a key is shown. */
    async runAi(args, turns, more = {}) {
      const model = await mockModel(turns);
      try {
        const env = { ...process.env, OPENAI_ENDPOINT: model.endpoint, OPENAI_API_KEY: key, ...more };
        const program = [join(folder, "tools", "ai.mjs"), ...args];
        const result = await runLimited(process.execPath, program, { seconds: patience, cwd: folder, env });
        const printed = `${result.stdout}${result.stderr}`;
        if (`${printed}${traces(folder)}`.includes(key))
          throw new Error(`${args[0]} shows the key:\n${printed}`);
        return { code: result.code, printed, requests: model.requests };
      } finally {
        model.close();
      }
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A copy of the project, as far as generating takes it. What is installed is shared. */
export function copyOfProject() {
  const folder = mkdtempSync(join(tmpdir(), "assisted-"));
  cpSync(root, folder, { recursive: true, filter: (path) => !left.test(relative(root, path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Does some work with a copy whose accounts the cluster has. */
export async function withAssistants(world, work) {
  const { space } = world;
  const copy = await assistedCopy(world);
  const access = ["--filename", join(copy.folder, "environments", "local", "ai", "access.yaml")];
  try {
    await space.kubectl(["apply", ...access]);
    await work(copy);
  } finally {
    await space.kubectl(["delete", "--ignore-not-found", ...access]);
    copy.remove();
  }
}

function traces(folder) {
  const directory = join(folder, ".dev", "ai");
  return readdirSync(directory).map((file) => readFileSync(join(directory, file), "utf8"));
}

/** @throws where a command of `runAi` ended or printed otherwise. */
export const expects = (codes, pattern) => (result) => {
  if ([codes].flat().includes(result.code) && pattern.test(result.printed)) return;
  throw new Error(
    `it should have ended with ${codes} and printed ${pattern}, but ended with ${result.code}:\n${result.printed}`,
  );
};

/** An answer of the language model that wants values at paths. */
export const wants = (values) => {
  const changes = Object.entries(values).map(([path, value]) => ({ path, value }));
  return { say: JSON.stringify({ changes, reason: "as asked" }) };
};
