import { expect, onTestFinished, test } from "vitest";
import { closeConnectionsOnShutdown } from "@/lib/server/drain";
import { serve } from "./support/http-server";

test("told to stop, it closes kept connections with their next answer, and the server only after that", async () => {
  const url = await serve((_request, response) => response.end());
  const connection = async () => (await fetch(url)).headers.get("connection");
  const before = process.listeners("SIGTERM");
  onTestFinished(() => {
    process.removeAllListeners("SIGTERM");
    for (const listener of before) process.on("SIGTERM", listener);
  });
  process.removeAllListeners("SIGTERM");
  let close: (signal: string) => void = () => {};
  const closed = new Promise<string>((resolve) => {
    close = resolve;
  });
  process.on("SIGTERM", close);

  closeConnectionsOnShutdown();
  expect(await connection()).toBe("keep-alive");
  expect(process.listeners("SIGTERM")).not.toContain(close);
  process.emit("SIGTERM", "SIGTERM");
  expect(await connection()).toBe("close");
  expect(await closed).toBe("SIGTERM");
});
