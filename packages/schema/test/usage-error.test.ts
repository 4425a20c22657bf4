import { describe, expect, test } from "vitest";
import { unknownName } from "../src/usage-error.ts";

const names = ["local", "ci", "staging", "production"];

describe("unknownName", () => {
  test("names the nearest and all there are", () => {
    expect(unknownName("environment", "locla", names).message).toBe(
      'there is no environment "locla"; did you mean "local"? (there is local, ci, staging, production)',
    );
  });

  test("says so where there is none", () => {
    expect(unknownName("chart", "web", []).message).toBe('there is no chart "web"; there is no chart');
  });
});
