import { expect, test } from "vitest";
import { isSameOrigin } from "@/lib/server/same-origin";

test.each([
  ["http://192.168.49.2:30000", "192.168.49.2:30000", undefined, true],
  ["https://todo.example", "todo.example", undefined, true],
  ["https://todo.example", "10.1.2.3:3000", "https://todo.example", true],
  ["http://10.1.2.3:3000", "10.1.2.3:3000", "https://todo.example", false],
  ["https://evil.example", "todo.example", "https://todo.example", false],
  ["http://todo.example:8080", "todo.example", undefined, false],
  ["http://sub.todo.example", "todo.example", undefined, false],
  ["null", "todo.example", undefined, false],
  [undefined, "todo.example", undefined, false],
])("Origin %s at Host %s, public origin %s: %s", (origin, host, publicOrigin, expected) => {
  const headers = new Headers({ host, ...(origin && { origin }) });
  expect(isSameOrigin(headers, publicOrigin)).toBe(expected);
});
