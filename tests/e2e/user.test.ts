import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { titles, titlesOnceBack } from "../../tools/e2e/user.mjs";
import { createTodoClient } from "../../tools/lib/todo-client.mjs";

/** A server that gives these statuses one after another, and from then on the list. */
async function answering(...statuses: number[]) {
  const server = createServer((_, response) => {
    response
      .writeHead(statuses.shift() ?? 200)
      .end(JSON.stringify({ items: [{ title: "Water the plants" }] }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return createTodoClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

test("a person looks again while the backend is away, and not where the answer is about themselves", async () => {
  await expect(titles(await answering(502))).rejects.toThrow("answered 502");
  expect(await titlesOnceBack(await answering(502, 503))).toEqual(["Water the plants"]);
  await expect(titlesOnceBack(await answering(401))).rejects.toThrow("answered 401");
});
