import { describe, expect, test } from "vitest";
import type { Order, Todo, View } from "@/lib/todo";
import { applyChange, type TodoPages, todosOf } from "@/lib/todo-pages";

const all: View = { filter: "all", order: "-created", search: "" };

function todo(id: string, fields: Partial<Todo> = {}): Todo {
  const created_at = `2026-11-0${id}T00:00:00Z`;
  const blank = { notes: null, done: false, priority: "normal", due_date: null, completed_at: null } as const;
  return { id, title: `todo ${id}`, created_at, updated_at: created_at, version: 1, ...blank, ...fields };
}

/** Two pages, newest first. */
const pages: TodoPages = {
  pages: [
    { items: [todo("8"), todo("6")], next_cursor: "x" },
    { items: [todo("4"), todo("2")], next_cursor: null },
  ],
  pageParams: [null, "x"],
};

const idsOf = (changed: TodoPages) => todosOf(changed).map(({ id }) => id);

test("leaves the given pages as they are", () => {
  const before = structuredClone(pages);
  applyChange(pages, { kind: "create", todo: todo("9") }, all);
  applyChange(pages, { kind: "delete", todo: todo("6") }, all);
  applyChange(pages, { kind: "edit", todo: todo("6"), fields: { title: "other" } }, all);
  expect(pages).toEqual(before);
});

test.each([
  ["9", ["9", "8", "6", "4", "2"]],
  ["7", ["8", "7", "6", "4", "2"]],
  ["5", ["8", "6", "5", "4", "2"]],
  ["1", ["8", "6", "4", "2", "1"]],
])("puts todo %s where the order wants it", (id, expected) => {
  expect(idsOf(applyChange(pages, { kind: "restore", todo: todo(id) }, all))).toEqual(expected);
});

test("adds to an empty list", () => {
  const empty: TodoPages = { pages: [{ items: [], next_cursor: null }], pageParams: [null] };
  expect(idsOf(applyChange(empty, { kind: "create", todo: todo("1") }, all))).toEqual(["1"]);
});

test("does not show a todo twice", () => {
  expect(idsOf(applyChange(pages, { kind: "restore", todo: todo("6") }, all))).toEqual(["8", "6", "4", "2"]);
});

describe("does not add what the view hides", () => {
  test.each<[string, Partial<View>, Partial<Todo>]>([
    ["a done todo among the open", { filter: "open" }, { done: true }],
    ["an open todo among the done", { filter: "done" }, {}],
    ["a todo without the searched words", { search: "milk" }, { title: "Bread" }],
  ])("%s", (_what, view, fields) => {
    const change = { kind: "create", todo: todo("9", fields) } as const;
    expect(idsOf(applyChange(pages, change, { ...all, ...view }))).not.toContain("9");
  });

  test("but finds words in the notes, in any case", () => {
    const change = { kind: "create", todo: todo("9", { notes: "Oat MILK" }) } as const;
    expect(idsOf(applyChange(pages, change, { ...all, search: "milk" }))).toContain("9");
  });
});

test.each<[Order, Partial<Todo>, Partial<Todo>]>([
  ["created", { created_at: "2026-01-01T00:00:00Z" }, { created_at: "2026-01-02T00:00:00Z" }],
  ["due", { due_date: "2026-12-01" }, { due_date: null }],
  ["-priority", { priority: "high" }, { priority: "normal" }],
  ["-priority", { priority: "normal" }, { priority: "low" }],
  ["title", { title: "Apples" }, { title: "bread" }],
])("order %s puts %o before %o", (order, first, second) => {
  const view = { ...all, order };
  const list: TodoPages = { pages: [{ items: [todo("2", second)], next_cursor: null }], pageParams: [null] };
  expect(idsOf(applyChange(list, { kind: "create", todo: todo("1", first) }, view))).toEqual(["1", "2"]);
});

test("a todo that is not saved yet is the newest, whatever the browser's clock says", () => {
  const unsaved = todo("1", { version: 0 });
  expect(idsOf(applyChange(pages, { kind: "create", todo: unsaved }, all))).toEqual([
    "1",
    "8",
    "6",
    "4",
    "2",
  ]);
  const oldestFirst: TodoPages = {
    pages: [{ items: [todo("2"), todo("4")], next_cursor: null }],
    pageParams: [null],
  };
  const changed = applyChange(oldestFirst, { kind: "create", todo: unsaved }, { ...all, order: "created" });
  expect(idsOf(changed)).toEqual(["2", "4", "1"]);
});

test.each<[Order, string[]]>([
  ["due", ["4", "5", "6"]],
  ["-priority", ["6", "5", "4"]],
  ["title", ["4", "5", "6"]],
])("order %s has equal ones by their ids, as the backend does", (order, expected) => {
  const same = { title: "Same" };
  const items = expected.filter((id) => id !== "5").map((id) => todo(id, same));
  const list: TodoPages = { pages: [{ items, next_cursor: null }], pageParams: [null] };
  const change = { kind: "create", todo: todo("5", { title: "same" }) } as const;
  expect(idsOf(applyChange(list, change, { ...all, order }))).toEqual(expected);
});

test("an edited todo keeps its place", () => {
  const change = { kind: "edit", todo: todo("6"), fields: { title: "new", done: true } } as const;
  const changed = applyChange(pages, change, { ...all, filter: "open" });
  expect(todosOf(changed)[1]).toEqual(todo("6", { title: "new", done: true }));
  expect(idsOf(changed)).toEqual(["8", "6", "4", "2"]);
});

test("a deleted todo goes, and taking the deletion back shows it again", () => {
  const deleted = applyChange(pages, { kind: "delete", todo: todo("4") }, all);
  expect(idsOf(deleted)).toEqual(["8", "6", "2"]);
  expect(applyChange(deleted, { kind: "restore", todo: todo("4") }, all)).toEqual(pages);
});

test("completes many, and reopens them", () => {
  const ids = new Set(["8", "2"]);
  const done = applyChange(pages, { kind: "complete-all", view: all, ids }, all);
  expect(todosOf(done).map((each) => each.done)).toEqual([true, false, false, true]);
  expect(applyChange(done, { kind: "undo-complete-all", batch: "b", ids }, all)).toEqual(pages);
});

test("a todo that the list has already is confirmed in its place", () => {
  const confirmed = todo("6", { version: 2, title: "as stored" });
  expect(todosOf(applyChange(pages, { kind: "create", todo: confirmed }, all))[1]).toEqual(confirmed);
});
