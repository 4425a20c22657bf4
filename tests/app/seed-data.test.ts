import { expect, test } from "vitest";
import { createWorkspace } from "./workspace.js";

test("fills the demo account once, wherever the application runs, and keeps its password to itself", async () => {
  const workspace = await createWorkspace();
  const app = workspace.start("run-app.mjs", "--no-tilt");
  const [, url] = await app.seen(/The application is at (\S+)/);

  const first = await workspace.start("seed-data.mjs").done;
  expect(first.output).toContain(`${url}: 12 todos added for demo@example.com`);
  expect(first.code).toBe(0);
  const password = /^DEMO_PASSWORD=(.+)$/m.exec(workspace.read(".dev/secrets.env"))?.[1] as string;
  expect(first.output).not.toContain(password);

  const second = await workspace.start("seed-data.mjs", "--show-password").done;
  expect(second.output).toContain("0 todos added");
  expect(second.output).toContain(`Password: ${password}`);
});

test("says how to start the application where nothing answers", async () => {
  const workspace = await createWorkspace();
  const { code, output } = await workspace.start("seed-data.mjs").done;
  expect(output).toMatch(/does not answer \(ECONNREFUSED\); start it: npm start/);
  expect(code).toBe(1);
});
