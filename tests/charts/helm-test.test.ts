import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { isTest, render } from "./helm.ts";

/** The exit code of the frontend's `helm test` where its Service answers so. */
async function testAgainst(status: number, body: string): Promise<number> {
  const pod = (await render("todo-frontend", "ci")).find(
    (manifest) => isTest(manifest) && manifest.kind === "Pod",
  );
  const [, flag, script] = pod.spec.containers[0].command;
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const local = script.replace("http://todo-frontend:3000/readyz", `http://127.0.0.1:${port}/readyz`);
  expect(local).not.toBe(script);
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, [flag, local], (error) => resolve(error ? Number(error.code) : 0));
    });
  } finally {
    server.close();
  }
}

test.each([
  [0, 200, '{"status":"ready","backend":"ready"}'],
  [1, 200, '{"status":"ready","backend":"unreachable"}'],
  [1, 503, '{"title":"Service Unavailable","backend":"ready"}'],
  [1, 200, "<html>"],
])("helm test of the frontend ends with %i where it answers %i %s", async (code, status, body) => {
  expect(await testAgainst(status, body)).toBe(code);
});
