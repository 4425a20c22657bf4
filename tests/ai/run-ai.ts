import { join } from "node:path";
import { vi } from "vitest";
import { main } from "../../tools/ai/main.mjs";
import { runLimited } from "../../tools/ai/run-limited.mjs";
import { mockModel, type Turn } from "../../tools/e2e/mock-model.mjs";

const root = join(import.meta.dirname, "../..");

/** A key that must be nowhere. */
export const key = "sk-not-to-be-seen-0123456789";

/** Runs `npm run ai`'s program against a mock that replays turns. @returns its exit code and all that it printed. */
export async function runAi(
  args: readonly string[],
  turns: readonly Turn[],
  env: Record<string, string> = {},
) {
  const model = await mockModel(turns);
  try {
    const { code, stdout, stderr } = await runLimited(
      process.execPath,
      [join(root, "tools/ai.mjs"), ...args],
      {
        cwd: root,
        seconds: 100,
        env: { ...process.env, OPENAI_ENDPOINT: model.endpoint, OPENAI_API_KEY: key, ...env },
      },
    );
    return { code, printed: `${stdout}${stderr}`, requests: model.requests };
  } finally {
    model.close();
  }
}

/** Does the same in this process, which takes no start of a program. */
export async function callAi(args: readonly string[], turns: readonly Turn[]) {
  const model = await mockModel(turns);
  vi.stubEnv("OPENAI_ENDPOINT", model.endpoint);
  vi.stubEnv("OPENAI_API_KEY", key);
  let printed = "";
  const print = (line: string) => {
    printed += `${line}\n`;
  };
  try {
    const code = await main(args, print, print);
    return { code, printed, requests: model.requests };
  } finally {
    vi.unstubAllEnvs();
    model.close();
  }
}
