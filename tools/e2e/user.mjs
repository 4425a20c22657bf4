import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
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

/**
 * As {@link titles}, asked again while the backend is away, as the page does: a cluster's network may learn of the only
 * pod a moment after Helm has seen it ready.
 *
 * @throws what {@link titles} last threw where the backend is away for half a minute.
 */
export async function titlesOnceBack(client) {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      return await titles(client);
    } catch (error) {
      if (![502, 503, 504].includes(error.status) || Date.now() > end) throw error;
    }
    await sleep(500);
  }
}

/** Signs a person in without a browser. @returns the client. */
export async function signIn(url, person) {
  const client = createTodoClient(url);
  await client.signIn(person);
  return client;
}
