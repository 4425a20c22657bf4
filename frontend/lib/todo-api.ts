import { request } from "./http";
import type { Todo, TodoFields, View } from "./todo";
import type { TodoPage } from "./todo-pages";

const base = "/api/todos";
const pageSize = 30;

export const todoApi = {
  list({ filter, order, search }: View, cursor: string | null, signal: AbortSignal): Promise<TodoPage> {
    const query = new URLSearchParams({ limit: String(pageSize), order });
    if (filter !== "all") query.set("done", String(filter === "done"));
    if (search) query.set("q", search);
    if (cursor) query.set("cursor", cursor);
    return request(`${base}?${query}`, { signal });
  },

  create: (fields: TodoFields) => request<Todo>(base, { method: "POST", body: fields }),

  update: (id: string, fields: Partial<TodoFields> & { done?: boolean }) =>
    request<Todo>(`${base}/${id}`, { method: "PATCH", body: fields }),

  remove: (id: string) => request<undefined>(`${base}/${id}`, { method: "DELETE" }),

  restore: (id: string) => request<Todo>(`${base}/${id}`, { method: "POST" }),

  complete: (ids: readonly string[]) =>
    request<{ completed: string[] }>(`${base}/complete`, { method: "POST", body: { ids } }),
};
