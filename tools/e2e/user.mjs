import { randomUUID } from "node:crypto";
import { createTodoClient } from "../lib/todo-client.mjs";

/** A person of these tests, who has no account yet. */
export const newPerson = () => ({
  name: "Ada",
  email: `${randomUUID()}@example.com`,
  password: randomUUID(),
});

/** Signs a new person up without a browser. @returns the person and a client that is signed in. */
export async function signUp(url) {
  const person = newPerson();
  const client = createTodoClient(url);
  await client.signUp(person);
  return { person, client };
}

/** The titles of a signed-in person's todos. */
export const titles = async (client) => (await client.listTodos()).items.map((todo) => todo.title);

/** Signs a person in without a browser. @returns the client. */
export async function signIn(url, person) {
  const client = createTodoClient(url);
  await client.signIn(person);
  return client;
}
