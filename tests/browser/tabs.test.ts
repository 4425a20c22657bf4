import { expect, test } from "vitest";
import { describeInBrowser, eventually } from "./with-app.ts";

const accountChanged = "Another account is signed in now";

describeInBrowser("in two tabs", (setup) => {
  test("a tab of one account does not become another's", async () => {
    const first = await setup().openPage();
    const ada = await first.signUp("Ada");
    await first.add("Ada's");
    await first.newTodo.fill("Ada's thought");

    const second = await first.openTab();
    await second.saved("Ada's").waitFor();
    await second.signOut();
    await first.page.getByText("Your session has ended.").waitFor();
    await second.signUp("Bob");
    await second.add("Bob's");

    await first.signIn(ada);
    await eventually(() => first.newTodo.inputValue()).toBe("Ada's thought");
    await second.page.getByRole("heading", { name: accountChanged }).waitFor();
    expect(await second.titles()).toEqual([]);
    await second.page.getByRole("button", { name: "Show the other account’s todos" }).click();
    await second.saved("Ada's").waitFor();
    expect(await second.titles()).toEqual(["Ada's"]);
  });

  test("a change shows in the other tab", async () => {
    const first = await setup().openPage();
    await first.signUp("Ada");
    const second = await first.openTab();
    await first.add("One");
    await second.saved("One").waitFor();
    await second.checkbox("One").check();
    await first.page.getByRole("checkbox", { name: "One", checked: true }).waitFor();
  });

  test("edits of different fields both hold", async () => {
    const first = await setup().openPage();
    await first.signUp("Ada");
    await first.add("One");
    const second = await first.openTab();

    const mine = await first.edit("One");
    await mine.getByLabel("Notes").fill("mine");
    const theirs = await second.edit("One");
    await theirs.getByLabel("Title").fill("One and a half");
    await theirs.getByRole("button", { name: "Save" }).click();
    await first.page.getByRole("form", { name: "Edit One and a half" }).waitFor();
    await first.page.getByRole("button", { name: "Save" }).click();

    await second.row("One and a half").getByText("mine").waitFor();
    await first.row("One and a half").getByText("mine").waitFor();
  });

  test("edits of the same field are a conflict that a person decides", async () => {
    const first = await setup().openPage();
    await first.signUp("Ada");
    await first.add("One");
    const second = await first.openTab();

    const mine = await first.edit("One");
    await mine.getByLabel("Title").fill("Mine");
    // The other tab's answer is there before this one has heard of it.
    await first.page.route("**/api/todos?**", () => undefined);
    const theirs = await second.edit("One");
    await theirs.getByLabel("Title").fill("Theirs");
    await theirs.getByRole("button", { name: "Save" }).click();
    await second.saved("Theirs").waitFor();

    await first.page.getByRole("button", { name: "Save" }).click();
    await first.messages
      .getByText("“Mine” was not saved: It was changed elsewhere at the same time.")
      .waitFor();
    await first.page.unroute("**/api/todos?**");
    const again = first.page.getByRole("form", { name: "Edit Theirs" });
    await again.getByText("Title elsewhere").waitFor();
    expect(await again.getByLabel("Title").inputValue()).toBe("Mine");
    await again.getByRole("button", { name: "Save" }).click();
    await first.saved("Mine").waitFor();
    await second.saved("Mine").waitFor();
  });

  test("what is typed into a todo that is deleted elsewhere can be kept", async () => {
    const first = await setup().openPage();
    await first.signUp("Ada");
    await first.add("One");
    const second = await first.openTab();
    await second.saved("One").waitFor();

    const editor = await first.edit("One");
    await editor.getByLabel("Notes").fill("a long thought");
    await second.delete("One");
    const lost = first.page.getByRole("region", { name: "Unsaved changes to One" });
    await lost.getByText("a long thought").waitFor();
    await first.page.reload();
    await lost.getByRole("button", { name: "Add it as a new todo" }).click();
    await first.saved("One").waitFor();
    await first.row("One").getByText("a long thought").waitFor();
    expect(await lost.count()).toBe(0);
  });
});
