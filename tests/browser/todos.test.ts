import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser, eventually } from "./with-app.ts";

const directionOf = (place: Locator) => place.evaluate(readDirection);

/** Runs in the page. */
function readDirection(node: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(node: unknown): { direction: string } };
  return page.getComputedStyle(node).direction;
}

describeInBrowser("todos", (setup) => {
  test("two people use it, and neither sees the other's todos", async () => {
    const ada = await setup().openPage();
    const bob = await setup().openPage();
    const errors: string[] = [];
    ada.page.on("pageerror", (error) => errors.push(error.message));
    ada.page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });

    const email = await ada.signUp("Ada");
    await ada.add("Water the tomatoes");
    await ada.add("Send the invoice", { priority: "High", due: "2020-01-31" });
    expect(await ada.titles()).toEqual(["Send the invoice", "Water the tomatoes"]);
    await ada.row("Send the invoice").getByText("Overdue, 31 Jan 2020").waitFor();

    const editor = await ada.edit("Water the tomatoes");
    await editor.getByLabel("Title").fill("Water all plants");
    await editor.getByLabel("Notes").fill("Not the cactus");
    await editor.getByRole("button", { name: "Save" }).click();
    await ada.row("Water all plants").getByText("Not the cactus").waitFor();

    await ada.checkbox("Send the invoice").check();
    await ada.show("Open");
    await ada.checkbox("Send the invoice").waitFor({ state: "detached" });
    expect(await ada.titles()).toEqual(["Water all plants"]);
    await ada.show("Done");
    await ada.checkbox("Water all plants").waitFor({ state: "detached" });
    expect(await ada.titles()).toEqual(["Send the invoice"]);
    await ada.show("All");

    await ada.delete("Water all plants");
    await ada.checkbox("Water all plants").waitFor({ state: "detached" });
    await ada.messages.getByRole("button", { name: "Undo" }).click();
    await ada.saved("Water all plants").waitFor();

    await ada.page.reload();
    await ada.saved("Water all plants").waitFor();
    expect(await ada.titles()).toEqual(["Send the invoice", "Water all plants"]);
    expect(await ada.checkbox("Send the invoice").isChecked()).toBe(true);
    await ada.row("Water all plants").getByText("Not the cactus").waitFor();

    await bob.signUp("Bob");
    const mine = await ada.api("/api/todos");
    for (const { id } of (mine.body as { items: { id: string }[] }).items) {
      expect((await bob.api(`/api/todos/${id}`)).status).toBe(404);
      expect((await bob.api(`/api/todos/${id}`, "PATCH", { done: true })).status).toBe(404);
      expect((await bob.api(`/api/todos/${id}`, "DELETE")).status).toBe(404);
    }
    expect(await ada.api("/api/todos")).toEqual(mine);

    expect(errors).toEqual([]);
    await ada.signOut();
    expect((await ada.api("/api/todos")).status).toBe(401);
    await ada.signIn(email);
    await ada.saved("Water all plants").waitFor();
  });

  test("todos keep their places when an earlier one is saved late", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    const sent: string[] = [];
    page.page.on("requestfinished", (request) => {
      if (request.method() === "POST") sent.push(request.postDataJSON().title);
    });
    // As long as the second may take to overtake the first; where it does not, this ends the waiting.
    const overtaken = () => expect.poll(() => sent, { timeout: 3_000 }).toContain("Two");
    await page.page.route("**/api/todos", async (route) => {
      if (route.request().postDataJSON().title === "One") await overtaken().catch(() => undefined);
      await route.continue();
    });

    for (const title of ["One", "Two"]) {
      await page.newTodo.fill(title);
      await page.newTodo.press("Enter");
    }
    expect(await page.titles()).toEqual(["Two", "One"]);
    await page.saved("One").waitFor();
    await page.saved("Two").waitFor();
    expect(await page.titles()).toEqual(["Two", "One"]);
    await page.page.reload();
    await page.saved("One").waitFor();
    expect(await page.titles()).toEqual(["Two", "One"]);
  });

  test("searches, orders, and keeps both in the address", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    for (const [title, due] of [
      ["Bread", "2030-02-01"],
      ["Apples", "2030-03-01"],
      ["Milk", "2030-01-01"],
    ] as const) {
      await page.add(title, { due });
    }
    const order = page.page.getByLabel("Order");
    await order.selectOption("By title");
    await eventually(() => page.titles()).toEqual(["Apples", "Bread", "Milk"]);
    await order.selectOption("By due date");
    await eventually(() => page.titles()).toEqual(["Milk", "Bread", "Apples"]);
    await page.search.fill("BREAD");
    await eventually(() => page.titles()).toEqual(["Bread"]);
    await page.page.reload();
    await page.saved("Bread").waitFor();
    expect(await page.titles()).toEqual(["Bread"]);
    await page.search.fill("caviar");
    await page.page.getByText("Nothing matches “caviar”").waitFor();
    await page.search.press("Escape");
    await eventually(() => page.titles()).toEqual(["Milk", "Bread", "Apples"]);
  });

  test("refuses a wrong password and a taken address with a reason", async () => {
    const page = await setup().openPage();
    const email = await page.signUp("Ada");
    await page.signOut();
    await page.page.getByLabel("Email").fill(email);
    await page.page.getByLabel("Password").fill("wrong password");
    await page.page.getByRole("button", { name: "Sign in" }).click();
    await page.page.getByRole("alert").getByText("The email or the password is wrong.").waitFor();
    expect(await page.page.getByLabel("Email").inputValue()).toBe(email);

    await page.page.getByRole("button", { name: "Create one" }).click();
    await page.page.getByLabel("Name").fill("Eve");
    await page.page.getByLabel("Email").fill(email);
    await page.page.getByLabel("Password").fill("another password");
    await page.page.getByRole("button", { name: "Create account" }).click();
    await page.page.getByRole("alert").getByText("already").waitFor();
  });

  test("what is pasted from a table is one line", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.newTodo.fill("Milk\t2 l");
    await page.newTodo.press("Enter");
    await page.saved("Milk 2 l").waitFor();
    await page.add("Bread");
    const editor = await page.edit("Bread");
    await editor.getByLabel("Title").fill("Bread\t2");
    await editor.getByRole("button", { name: "Save" }).click();
    await page.saved("Bread 2").waitFor();
    await page.search.fill("milk\t2");
    await eventually(() => page.titles()).toEqual(["Milk 2 l"]);
  });

  test("a todo in another script is read in that script's direction", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    const [hebrew, english] = ["לקנות milk", "Buy חלב"];
    for (const title of [hebrew, english]) await page.add(title);
    const shown = (title: string) =>
      page.page.getByRole("button", { name: `Edit ${title}` }).getByText(title);
    expect(await directionOf(shown(hebrew))).toBe("rtl");
    expect(await directionOf(shown(english))).toBe("ltr");

    const editor = await page.edit(english);
    const notes = editor.getByLabel("Notes");
    await notes.fill("שלום");
    expect(await directionOf(notes)).toBe("rtl");
    await editor.getByRole("button", { name: "Save" }).click();
    expect(await directionOf(page.row(english).getByText("שלום"))).toBe("rtl");
  });

  test("remembers the chosen theme", async () => {
    const page = await setup().openPage({ colorScheme: "light" });
    const background = () => page.page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    await page.page.goto(page.url);
    const light = await background();
    await page.page.getByRole("switch", { name: "Dark mode" }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.page.reload();
    expect(await background()).toBe(dark);
    await page.page.getByRole("switch", { name: "Dark mode", checked: true }).waitFor();
  });
});
