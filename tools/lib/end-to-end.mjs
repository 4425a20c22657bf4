import { randomUUID } from "node:crypto";
import { createTodoClient } from "./todo-client.mjs";

/**
 * Uses the application once as a new user would: signs up, adds a todo, finds it again and deletes the account.
 *
 * @param url the frontend's address.
 * @throws where any of it fails, saying which request.
 */
export async function checkEndToEnd(url) {
  const client = createTodoClient(url);
  const title = `check ${randomUUID()}`;
  const password = randomUUID();
  await client.signUp({ name: "Check", email: `${randomUUID()}@example.com`, password });
  await client.addTodo({ title });
  const page = await client.listTodos();
  if (!page.items.some((todo) => todo.title === title)) {
    throw new Error(`GET /api/todos does not list the todo that was just added ("${title}")`);
  }
  // The backend deletes the todos first, and the frontend no account while they are there.
  await client.deleteAccount(password);
}
