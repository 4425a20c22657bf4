import { expect, test } from "vitest";
import { describeInBrowser, eventually } from "./with-app.ts";

describeInBrowser("with the keyboard alone", (setup) => {
  test("adds, completes, edits, deletes and undoes", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    const { keyboard } = page.page;
    const press = async (...keys: string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    const focused = (text: string) => eventually(() => page.focused()).toBe(text);

    await page.newTodo.focus();
    for (const title of ["One", "Two", "Three"]) {
      await keyboard.type(title);
      await press("Enter");
      await page.saved(title).waitFor();
    }
    await focused("New todo");

    // From the search over filter, order and "Complete all" to the first todo.
    await press("Control+k");
    await focused("Search");
    await press("Tab", "Tab", "Tab", "Tab");
    await focused("Three");
    await press("Space");
    expect(await page.checkbox("Three").isChecked()).toBe(true);
    await press("ArrowDown");
    await focused("Two");

    await press("Tab");
    await focused("Edit Two");
    await press("Enter");
    await focused("Title");
    await press("Control+a");
    await keyboard.type("Two and a half");
    await press("Enter");
    await focused("Edit Two and a half");
    await press("Enter");
    await keyboard.type(" never mind");
    await press("Escape");
    await focused("Edit Two and a half");

    await press("Tab", "Enter");
    await focused("Delete One");
    expect(await page.titles()).toEqual(["Three", "One"]);
    await press("Control+z");
    await page.saved("Two and a half").waitFor();
    expect(await page.titles()).toEqual(["Three", "Two and a half", "One"]);
    await focused("Delete One");

    await press("Enter");
    await focused("Delete Two and a half");
    await press("Enter");
    await focused("Delete Three");
    await press("Enter");
    await focused("New todo");
  });

  test("goes on at the new todo after signing in, at the heading after signing out, and nowhere on a first visit", async () => {
    const page = await setup().openPage();
    const focused = (text: string) => eventually(() => page.focused()).toBe(text);
    await page.page.goto(page.url);
    await page.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.focused()).toBe("");

    const email = await page.signUp("Ada");
    await focused("New todo");
    await page.signOut();
    await focused("Sign in");
    await page.signIn(email);
    await focused("New todo");
    await page.page.reload();
    await page.newTodo.waitFor();
    expect(await page.focused()).toBe("");
  });

  test("goes on where it was after a message's buttons, and is told of a title of spaces", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("One");
    await page.add("Two");
    const focused = (text: string) => eventually(() => page.focused()).toBe(text);
    for (const button of ["Undo", "Dismiss"]) {
      await page.row("Two").getByRole("button", { name: "Delete Two" }).focus();
      await page.page.keyboard.press("Enter");
      await focused("Delete One");
      await page.messages.getByRole("button", { name: button }).first().focus();
      await page.page.keyboard.press("Enter");
      await focused("Delete One");
    }

    await page.newTodo.fill("   ");
    await page.page.keyboard.press("Enter");
    expect(await page.newTodo.inputValue()).toBe("   ");
    expect(await page.newTodo.and(page.page.locator(":invalid")).count()).toBe(1);
  });

  test("Esc leaves an edit without losing it, and Cancel can be undone", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("One");
    const editor = await page.edit("One");
    await editor.getByLabel("Notes").fill("half a thought");
    await page.page.keyboard.press("Escape");
    await page.row("One").getByText("Unsaved changes").waitFor();
    expect(await page.row("One").getByText("half a thought").count()).toBe(0);

    await page.edit("One");
    expect(await editor.getByLabel("Notes").inputValue()).toBe("half a thought");
    await editor.getByRole("button", { name: "Cancel" }).click();
    await page.saved("One").waitFor();
    expect(await page.row("One").getByText("Unsaved changes").count()).toBe(0);
    await page.page.keyboard.press("Control+z");
    await eventually(() => editor.getByLabel("Notes").inputValue()).toBe("half a thought");

    await page.page.keyboard.press("Escape");
    await page.delete("One");
    await page.checkbox("One").waitFor({ state: "detached" });
    await page.page.keyboard.press("Control+z");
    await page.row("One").getByText("Unsaved changes").waitFor();
  });

  test("does not lose its place when a completed todo leaves the open ones", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    for (const title of ["One", "Two", "Three"]) await page.add(title);
    await page.show("Open");
    await page.checkbox("Two").focus();
    await page.page.keyboard.press("Space");
    await page.checkbox("Two").waitFor({ state: "detached" });
    await eventually(() => page.focused()).toBe("One");
  });

  test("Ctrl+Z in a text field undoes typing, not a deletion", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("One");
    await page.delete("One");
    await page.newTodo.focus();
    await page.page.keyboard.type("ab");
    await page.page.keyboard.press("Control+z");
    await eventually(() => page.newTodo.inputValue()).not.toBe("ab");
    expect(await page.titles()).toEqual([]);
  });

  test("tells a screen reader what happened", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    const said = (text: string) =>
      page.page.getByRole("status").getByText(text).waitFor({ state: "attached" });
    await page.add("One");
    await said("Added One");
    await page.checkbox("One").check();
    await said("One completed");
    await page.delete("One");
    await said("Deleted “One”");
    await page.page.keyboard.press("Control+z");
    await said("Restored One");
    await page.search.fill("one");
    await said("1 todo");
  });
});
