import { ApiError, type RequestOptions, request } from "./http";
import type { Todo, TodoFields, View } from "./todo";
import type { TodoPage } from "./todo-pages";

const base = "/api/todos";
const pageSize = 100;

export type TodoApi = ReturnType<typeof createTodoApi>;

/** The todos of `userId`: every request says whose they are, and is refused once somebody else is signed in. */
export function createTodoApi(userId: string) {
  const ask = <Answer>(path: string, { headers, ...options }: RequestOptions = {}) =>
    request<Answer>(base + path, { ...options, headers: { ...headers, "x-todo-user": userId } });

  return {
    list(view: View, cursor: string | null, signal: AbortSignal): Promise<TodoPage> {
      const query = new URLSearchParams({ limit: String(pageSize), order: view.order });
      for (const [name, value] of Object.entries(filterOf(view))) query.set(name, String(value));
      if (cursor) query.set("cursor", cursor);
      return ask(`?${query}`, { signal });
    },

    /** Whether the todo is there. */
    exists: (id: string, signal: AbortSignal) => isThere(ask(`/${id}`, { signal })),

    /** Safe to repeat: the id is the client's. */
    create: ({ id, title, notes, priority, due_date }: Todo) =>
      ask<Todo>("", { method: "POST", body: { id, title, notes, priority, due_date } }),

    /** @param version refuses the change, with status 412, where the todo is no longer at it */
    update: (id: string, fields: Partial<TodoFields> & { done?: boolean }, version?: number) =>
      ask<Todo>(`/${id}`, {
        method: "PATCH",
        body: fields,
        ...(version && { headers: { "if-match": `"${version}"` } }),
      }),

    /** A todo that is gone already is what was wanted. */
    remove: (id: string) => isThere(ask(`/${id}`, { method: "DELETE" })),

    restore: (id: string) => ask<Todo>(`/${id}`, { method: "POST" }),

    completeAll: (view: View) =>
      ask<{ count: number; batch: string }>("/bulk", {
        method: "POST",
        body: { action: "complete", filter: { ...filterOf(view), done: false } },
      }),

    undoBatch: (batch: string) => ask<{ count: number }>(`/bulk/${batch}/undo`, { method: "POST" }),
  };
}

function filterOf({ filter, search }: View): { done?: boolean; q?: string } {
  return { ...(filter !== "all" && { done: filter === "done" }), ...(search && { q: search }) };
}

async function isThere(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}
