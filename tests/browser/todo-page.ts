import { randomUUID } from "node:crypto";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { slowDown } from "./conditions.ts";

export const password = "correct horse battery";

/** The page as a person sees it: everything is found by its role and name. */
export class TodoPage {
  readonly page: Page;
  readonly url: string;
  readonly newTodo: Locator;
  readonly search: Locator;
  readonly messages: Locator;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
    this.newTodo = page.getByLabel("New todo");
    this.search = page.getByRole("searchbox", { name: "Search" });
    this.messages = page.getByRole("region", { name: "Messages" });
  }

  /** A tab of a browser, not on the page yet. */
  static async open(context: BrowserContext, url: string): Promise<TodoPage> {
    const page = await context.newPage();
    await slowDown(page);
    return new TodoPage(page, url);
  }

  /** Opens the page as somebody who has never been here; returns the email. */
  async signUp(name: string): Promise<string> {
    const email = `${randomUUID()}@example.com`;
    await this.page.goto(this.url);
    await this.page.getByRole("button", { name: "Create one" }).click();
    await this.page.getByLabel("Name").fill(name);
    await this.fillCredentials(email);
    await this.page.getByRole("button", { name: "Create account" }).click();
    await this.page.getByText("Nothing to do yet").waitFor();
    return email;
  }

  async signIn(email: string, withPassword = password): Promise<void> {
    await this.fillCredentials(email, withPassword);
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.newTodo.waitFor();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: "Sign out" }).click();
    await this.page.getByRole("heading", { name: "Sign in" }).waitFor();
  }

  /** Adds a todo and waits until the backend has it. */
  async add(title: string, details: { due?: string; priority?: string } = {}): Promise<void> {
    const form = this.page.getByRole("form", { name: "Add a todo" });
    await this.newTodo.fill(title);
    if (details.due) await form.getByLabel("Due").fill(details.due);
    if (details.priority) await form.getByLabel("Priority").selectOption(details.priority);
    await this.newTodo.press("Enter");
    await this.saved(title).waitFor();
  }

  /** The checkbox of a todo. */
  checkbox(title: string): Locator {
    return this.page.getByRole("checkbox", { name: title, exact: true });
  }

  /** The checkbox of a todo that the backend has confirmed. */
  saved(title: string): Locator {
    return this.page.locator("li:not([aria-busy=true])").getByRole("checkbox", { name: title, exact: true });
  }

  /** Another tab of the same browser, on the same page. */
  async openTab(): Promise<TodoPage> {
    const tab = await TodoPage.open(this.page.context(), this.url);
    await tab.page.goto(this.url);
    return tab;
  }

  /** Adds todos `Todo 1` to `Todo count`, the first and the last of them in this order, and shows them. */
  async addMany(count: number): Promise<void> {
    const add = async (index: number) => {
      const todo = { id: randomUUID(), title: `Todo ${index}` };
      const send = () => this.api("/api/todos", "POST", todo);
      // Chromium gives requests up where a network comes or goes, as those of containers do; the page sends them again too.
      const { status } = await send().catch(send);
      if (![200, 201].includes(status)) throw new Error(`Todo ${index} was answered with ${status}`);
    };
    await add(1);
    await Promise.all(Array.from({ length: count - 2 }, (_, index) => add(index + 2)));
    await add(count);
    await this.page.reload();
    await this.saved(`Todo ${count}`).waitFor();
  }

  row(title: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.checkbox(title) });
  }

  async edit(title: string): Promise<Locator> {
    await this.page.getByRole("button", { name: `Edit ${title}`, exact: true }).click();
    return this.page.getByRole("form", { name: `Edit ${title}` });
  }

  async delete(title: string): Promise<void> {
    await this.page.getByRole("button", { name: `Delete ${title}`, exact: true }).click();
  }

  async show(filter: "All" | "Open" | "Done"): Promise<void> {
    await this.page.getByRole("radio", { name: filter }).check();
  }

  /** The titles of the shown todos, from the top. */
  async titles(): Promise<string[]> {
    const buttons = this.page.getByRole("list", { name: "Todos" }).getByRole("button", { name: /^Edit / });
    return (await buttons.allTextContents()).map((text) => text.replace(/^Edit /, ""));
  }

  /** The text or label of what has the focus, empty while nothing has it. */
  focused(): Promise<string> {
    const script = `((it) => it === document.body ? "" : it.labels?.[0]?.textContent ?? it.textContent)(
      document.activeElement
    )`;
    return this.page.evaluate<string>(script);
  }

  /** Asks the API from within the page, as a script of the page would. */
  api(path: string, method = "GET", body?: unknown): Promise<{ status: number; body: unknown }> {
    const options = JSON.stringify({
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
    const answer =
      "async (response) => ({ status: response.status, body: await response.json().catch(() => null) })";
    return this.page.evaluate(`fetch(${JSON.stringify(path)}, ${options}).then(${answer})`);
  }

  private async fillCredentials(email: string, withPassword = password): Promise<void> {
    await this.page.getByLabel("Email").fill(email);
    await this.page.getByLabel("Password").fill(withPassword);
  }
}
