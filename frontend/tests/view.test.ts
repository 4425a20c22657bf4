import { expect, test } from "vitest";
import type { View } from "@/lib/todo";
import { formatView, parseView } from "@/lib/view";

const parse = (query: string) => parseView(new URLSearchParams(query));

test("the default view needs no query", () => {
  expect(formatView(parse(""))).toBe("");
});

test("a view survives its address", () => {
  const view: View = { filter: "open", order: "-priority", search: "tea & é" };
  expect(parse(formatView(view))).toEqual(view);
});

test("falls back where the address is wrong", () => {
  expect(parse("show=none&order=size&q=")).toEqual(parse(""));
});

test("takes a search from the address as one that is typed", () => {
  expect(parse("q=%00tea%09and%0Amilk%20").search).toBe("tea and milk");
});

test("cuts a search that the backend would refuse", () => {
  expect(parse(`q=${"a".repeat(500)}`).search).toHaveLength(200);
});
