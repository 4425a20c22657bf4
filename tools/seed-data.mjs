/**
 * Fills the account demo@example.com with sample todos; those that are there already are left alone.
 *
 *   --url URL         the frontend's address @default where `npm start` or Tilt runs it
 *   --show-password   print the account's password
 */
import { parseArgs } from "node:util";
import { frontService, readPlan, stateDirectory } from "./lib/plan.mjs";
import { serviceUrl } from "./lib/running-app.mjs";
import { sampleTodos } from "./lib/sample-todos.mjs";
import { ensureSecrets, secretsFile } from "./lib/secrets.mjs";
import { createTodoClient } from "./lib/todo-client.mjs";
import { root } from "./lib/workspace.mjs";

const email = "demo@example.com";
const passwordName = "DEMO_PASSWORD";

const { values: options } = parseArgs({
  options: { url: { type: "string" }, "show-password": { type: "boolean" } },
});

try {
  await seed();
} catch (error) {
  const reason = error.cause?.code
    ? `the application does not answer (${error.cause.code}); start it: npm start`
    : error.message;
  console.error(reason);
  process.exitCode = 1;
}

async function seed() {
  const plan = readPlan(root);
  const stateDir = stateDirectory(root, plan);
  const url = options.url ?? serviceUrl(root, plan, frontService(plan).name);
  const password = ensureSecrets(stateDir, [passwordName])[passwordName];

  const client = createTodoClient(url);
  await enter(client, { name: "Demo", email, password });
  const present = new Set((await client.listTodos()).items.map((todo) => todo.title));
  const missing = sampleTodos(new Date()).filter((todo) => !present.has(todo.title));
  for (const todo of missing) await client.addTodo(todo);

  console.log(`${url}: ${missing.length} todos added for ${email}`);
  console.log(
    `Password: ${options["show-password"] ? password : `${passwordName} in ${secretsFile(stateDir)}`}`,
  );
}

/** Signs in, or up where there is no such account yet. */
async function enter(client, user) {
  try {
    await client.signIn(user);
  } catch (error) {
    if (error.status !== 401) throw error;
    await client.signUp(user);
  }
}
