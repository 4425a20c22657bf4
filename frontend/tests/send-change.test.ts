import { expect, test } from "vitest";
import { ApiError } from "@/lib/http";
import { EditConflict, sendChange } from "@/lib/send-change";
import type { Todo } from "@/lib/todo";
import type { TodoApi } from "@/lib/todo-api";

const base: Todo = {
  id: "1",
  title: "Milk",
  notes: null,
  done: false,
  priority: "normal",
  due_date: null,
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
  completed_at: null,
  version: 1,
};

/** A backend that has `stored`, and refuses changes of other versions. */
function backend(stored: Todo) {
  const sent: object[] = [];
  const update = async (_id: string, fields: Partial<Todo>, version?: number) => {
    sent.push({ fields, version });
    if (version && version !== stored.version) throw new ApiError(412, { current: stored });
    return { ...stored, ...fields, version: stored.version + 1 };
  };
  return { api: { update } as TodoApi, sent };
}

const edit = (fields: Partial<Todo>) => ({ kind: "edit", todo: base, fields }) as const;

test("sends the changed fields with the version that was seen", async () => {
  const { api, sent } = backend(base);
  await sendChange(api, edit({ title: "Bread" }));
  expect(sent).toEqual([{ fields: { title: "Bread" }, version: 1 }]);
});

test("keeps what was changed elsewhere in other fields", async () => {
  const { api } = backend({ ...base, notes: "theirs", version: 3 });
  const confirmed = await sendChange(api, edit({ title: "Bread" }));
  expect(confirmed).toMatchObject({ fields: { title: "Bread", notes: "theirs", version: 4 } });
});

test("does not overwrite the same field", async () => {
  const current = { ...base, title: "Theirs", version: 2 };
  const { api, sent } = backend(current);
  await expect(sendChange(api, edit({ title: "Mine" }))).rejects.toSatisfy(
    (error) => error instanceof EditConflict && error.current === current,
  );
  expect(sent).toHaveLength(1);
});

test("takes its own change, whose answer was lost, for done", async () => {
  const stored = { ...base, title: "Bread", version: 2 };
  const { api, sent } = backend(stored);
  expect(await sendChange(api, edit({ title: "Bread" }))).toMatchObject({ fields: stored });
  expect(sent).toHaveLength(1);
});

test("ticks whatever the version", async () => {
  const { api, sent } = backend({ ...base, version: 7 });
  await sendChange(api, { kind: "set-done", todo: base, done: true });
  expect(sent).toEqual([{ fields: { done: true }, version: undefined }]);
});
