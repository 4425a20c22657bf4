import type { InfiniteData } from "@tanstack/react-query";
import { isUnsaved, type Order, type Priority, type Todo, type View } from "./todo";

export interface TodoPage {
  items: Todo[];
  next_cursor: string | null;
}

export type TodoPages = InfiniteData<TodoPage>;

/** Something that was done to the list, sent to the backend or on its way there. */
export type TodoChange =
  | { kind: "create"; todo: Todo }
  | { kind: "edit"; todo: Todo; fields: Partial<Todo> }
  | { kind: "set-done"; todo: Todo; done: boolean }
  | { kind: "delete"; todo: Todo }
  | { kind: "restore"; todo: Todo }
  /** `ids` are of those that are loaded; the backend decides by the view. */
  | { kind: "complete-all"; view: View; ids: ReadonlySet<string>; result?: { count: number; batch: string } }
  | { kind: "undo-complete-all"; batch: string; ids: ReadonlySet<string> };

/**
 * The pages as they are once `change` is through. Used twice: to show a change before the backend has
 * confirmed it (rolling back is then nothing but leaving it out), and to keep a confirmed one until the
 * list is fetched anew.
 *
 * An edited todo keeps its place, even where the view's filter or order would move it: it must not
 * disappear from under the pointer.
 */
export function applyChange(pages: TodoPages, change: TodoChange, view: View): TodoPages {
  switch (change.kind) {
    case "create":
    case "restore":
      return matches(change.todo, view) ? insert(pages, change.todo, view.order) : pages;
    case "edit":
      return withFields(pages, ({ id }) => id === change.todo.id, change.fields);
    case "set-done":
      return withFields(pages, ({ id }) => id === change.todo.id, { done: change.done });
    case "delete":
      return mapItems(pages, (items) => items.filter((todo) => todo.id !== change.todo.id));
    case "complete-all":
    case "undo-complete-all":
      return withFields(pages, ({ id }) => change.ids.has(id), { done: change.kind === "complete-all" });
  }
}

export function todosOf(pages: TodoPages): Todo[] {
  return pages.pages.flatMap((page) => page.items);
}

function withFields(pages: TodoPages, affects: (todo: Todo) => boolean, fields: Partial<Todo>): TodoPages {
  return mapItems(pages, (items) => items.map((todo) => (affects(todo) ? { ...todo, ...fields } : todo)));
}

function mapItems(pages: TodoPages, map: (items: Todo[]) => Todo[]): TodoPages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: map(page.items) })) };
}

/** Puts the todo where the view's order wants it, or at the end of what is loaded. */
function insert(pages: TodoPages, todo: Todo, order: Order): TodoPages {
  const loaded = todosOf(pages);
  if (loaded.some(({ id }) => id === todo.id)) return withFields(pages, ({ id }) => id === todo.id, todo);
  const successor = loaded.find((other) => compare(todo, other, order) < 0);
  const last = pages.pages.length - 1;
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      const at = successor ? page.items.indexOf(successor) : index === last ? page.items.length : -1;
      return at < 0 ? page : { ...page, items: page.items.toSpliced(at, 0, todo) };
    }),
  };
}

function matches(todo: Todo, { filter, search }: View): boolean {
  const text = `${todo.title}\n${todo.notes ?? ""}`.toLowerCase();
  return (filter === "all" || todo.done === (filter === "done")) && text.includes(search.toLowerCase());
}

const afterEveryDay = "9999-99-99";
const afterEveryTime = "9999";
const priorityRank: Record<Priority, number> = { low: 0, normal: 1, high: 2 };

/** As the backend orders them: by the key, and where that is the same by the id. */
function compare(a: Todo, b: Todo, order: Order): number {
  const ascending = compareKeys(a, b, order) || byText(a.id, b.id);
  return order.startsWith("-") ? -ascending : ascending;
}

function compareKeys(a: Todo, b: Todo, order: Order): number {
  switch (order) {
    case "created":
    case "-created":
      return byText(creationOf(a), creationOf(b));
    case "due":
      return byText(a.due_date ?? afterEveryDay, b.due_date ?? afterEveryDay);
    case "-priority":
      return priorityRank[a.priority] - priorityRank[b.priority];
    case "title":
      return a.title.toLowerCase().localeCompare(b.title.toLowerCase());
  }
}

/** The backend will store an unsaved todo after all that it has; its time is the browser's, whose clock may be wrong. */
const creationOf = (todo: Todo) => (isUnsaved(todo) ? afterEveryTime : "") + todo.created_at;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
