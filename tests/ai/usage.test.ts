import { expect, test } from "vitest";
import { callAi, runAi } from "./run-ai.ts";

test("--help tells every command, and is no error", async () => {
  const { code, printed, requests } = await runAi(["--help"], []);
  expect({ code, requests }).toEqual({ code: 0, requests: [] });
  for (const command of ["health", "resources", "performance", "inspect", "debug", "scale", "deploy"])
    expect(printed).toContain(command);
});

test.each([
  [["helth"], 'there is no command "helth". Commands: health, '],
  [["scale"], 'scale takes a sentence: npm run ai -- scale "…"'],
  [["health", "now"], "health takes no sentence"],
  [["health", "--seconds", "no"], '--seconds: expected a whole number of seconds from 1 to 3600, found "no"'],
])("%j is wrong use", async (args, says) => {
  const { code, printed } = await callAi(args, []);
  expect({ code, printed }).toEqual({ code: 2, printed: expect.stringContaining(says) });
});
