export type Priority = "low" | "normal" | "high";

/** A todo as the backend sends it. */
export interface Todo {
  id: string;
  title: string;
  notes: string | null;
  done: boolean;
  priority: Priority;
  /** A calendar day, `YYYY-MM-DD`. */
  due_date: string | null;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  /** Rises with each change; 0 as long as the backend does not know the todo. */
  version: number;
}

export const fieldNames = ["title", "notes", "priority", "due_date"] as const;

/** What a person can type into a todo. */
export type TodoFields = Pick<Todo, (typeof fieldNames)[number]>;

export const titleMaxLength = 200;
/** For `pattern`: an empty field passes it. */
export const moreThanSpaces = ".*\\S.*";
/** What a browser says with a field that breaks the pattern. */
export const titleRule = "A title is more than spaces.";
export const notesMaxLength = 4_000;

export const filters = ["all", "open", "done"] as const;
export const orders = ["-created", "created", "due", "-priority", "title"] as const;

export type Filter = (typeof filters)[number];
export type Order = (typeof orders)[number];

/** Which todos are shown, and in which order. */
export interface View {
  filter: Filter;
  order: Order;
  search: string;
}

export function fieldsOf({ title, notes, priority, due_date }: TodoFields): TodoFields {
  return { title, notes, priority, due_date };
}

export const isUnsaved = (todo: Todo) => todo.version === 0;
