import { addTodoInBrowser, findBrowser } from "../page.mjs";
import { newPerson, signIn, signUp, titles } from "../user.mjs";

export const title = "a person signs up, adds a todo and finds it again, through the NodePort";

export async function run(world) {
  const todo = "Buy oat milk";
  const browser = findBrowser();
  if (browser) {
    world.person = newPerson();
    await addTodoInBrowser(browser, world.url, world.person, todo);
    world.client = await signIn(world.url, world.person);
  } else {
    world.note("no Chromium on PATH: the same requests are sent without a browser");
    Object.assign(world, await signUp(world.url));
    await world.client.addTodo({ title: todo });
  }
  world.todos = await titles(world.client);
  if (!world.todos.includes(todo)) throw new Error(`the todo "${todo}" is not listed: ${world.todos}`);
}
