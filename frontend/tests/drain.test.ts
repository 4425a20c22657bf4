import { expect, test } from "vitest";
import { closeConnectionsOnShutdown } from "@/lib/server/drain";
import { serve } from "./support/http-server";

test("told to stop, it closes the connections that clients would go on using", async () => {
  const url = await serve((_request, response) => response.end());
  const connection = async () => (await fetch(url)).headers.get("connection");
  const before = process.listeners("SIGTERM");
  closeConnectionsOnShutdown();
  expect(await connection()).toBe("keep-alive");
  const [added] = process.listeners("SIGTERM").filter((listener) => !before.includes(listener));
  // Emitted, the signal would end the test runner.
  added?.("SIGTERM");
  expect(await connection()).toBe("close");
});
