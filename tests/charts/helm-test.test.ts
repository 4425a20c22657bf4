import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { type ChartName, isTest, render } from "./helm.ts";

const programs: Record<string, string> = { node: process.execPath, python: "python3" };

/** The exit code of a chart's `helm test` where its Service gives these answers, the last of them ever after. */
async function testAgainst(chart: ChartName, answers: [number, string][], seconds: number): Promise<number> {
  const pod = (await render(chart, "ci")).find((manifest) => isTest(manifest) && manifest.kind === "Pod");
  const [program, flag, script, url] = pod.spec.containers[0].command;
  expect(url).toMatch(new RegExp(`^http://${chart}:\\d+/readyz$`));
  let asked = 0;
  const server = createServer((request, response) => {
    expect(request.url).toBe("/readyz");
    const [status, body] = answers[Math.min(asked++, answers.length - 1)] as [number, string];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz`;
  try {
    return await new Promise((resolve) => {
      const args = [flag, script, local, `${seconds}`];
      execFile(programs[program] ?? program, args, (error) => resolve(error ? Number(error.code) : 0));
    });
  } finally {
    server.close();
  }
}

const ready: [number, string] = [200, '{"status":"ready","backend":"ready"}'];
const alone: [number, string] = [200, '{"status":"ready","backend":"unreachable"}'];
const away: [number, string] = [503, '{"title":"Service Unavailable","backend":"ready"}'];

test.each<[ChartName, number, [number, string]]>([
  ["todo-frontend", 0, ready],
  ["todo-frontend", 1, alone],
  ["todo-frontend", 1, away],
  ["todo-frontend", 1, [200, "<html>"]],
  ["todo-backend", 0, [200, '{"status":"ready"}']],
  ["todo-backend", 1, away],
])("helm test of %s ends with %i where its Service answers %j", async (chart, code, answer) => {
  expect(await testAgainst(chart, [answer], 0)).toBe(code);
});

test.each<[ChartName, [number, string][]]>([
  ["todo-frontend", [away, alone, ready]],
  ["todo-backend", [away, away, ready]],
])("helm test of %s waits for a Service that the network has not heard of yet", async (chart, answers) => {
  expect(await testAgainst(chart, answers, 60)).toBe(0);
});
