import { expect, test } from "vitest";
import { describeInBrowser, eventually } from "./with-app.ts";

/** Lets the page's next POST through, and loses its answer. */
const loseTheFirstAnswer = `
  const send = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const answer = await send(address, options);
    if (options.method !== "POST") return answer;
    globalThis.fetch = send;
    throw new TypeError("connection lost");
  };
`;

const banner = "The server is not answering.";

describeInBrowser("when something fails", (setup) => {
  test("the backend goes away and comes back: a banner says so, and nothing typed is lost", async (context) => {
    const { backend } = setup().app;
    if (!backend) return context.skip("the backend of APP_URL is not ours to stop");
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("Before");

    await backend.stop();
    await page.newTodo.fill("Half a thought");
    await page.page.getByText(banner).waitFor();
    expect(await page.titles()).toEqual(["Before"]);

    const form = await page.edit("Before");
    await form.getByLabel("Title").fill("Before and after");
    await form.getByRole("button", { name: "Save" }).click();
    await page.newTodo.press("Enter");
    await page.newTodo.fill("The next thought");
    expect(await page.titles()).toEqual(["Half a thought", "Before and after"]);
    expect(await page.saved("Half a thought").count()).toBe(0);
    await page.checkbox("Half a thought").check();

    await backend.start();
    await page.page.getByText(banner).waitFor({ state: "detached" });
    await page.saved("Half a thought").waitFor();
    expect(await page.newTodo.inputValue()).toBe("The next thought");

    await page.page.reload();
    await page.saved("Before and after").waitFor();
    expect(await page.titles()).toEqual(["Half a thought", "Before and after"]);
    expect(await page.checkbox("Half a thought").isChecked()).toBe(true);
    expect(await page.newTodo.inputValue()).toBe("The next thought");
  });

  test("who signs out is asked first whether changes may be lost that could not be saved", async (context) => {
    const { backend } = setup().app;
    if (!backend) return context.skip("the backend of APP_URL is not ours to stop");
    const page = await setup().openPage();
    await page.signUp("Ada");
    const waiting = page.page.getByText("Your changes are kept on this page");
    await backend.stop();
    await page.newTodo.fill("Not saved yet");
    await page.newTodo.press("Enter");
    await waiting.waitFor();
    const answers = ["dismiss", "accept"] as const;
    const asked: string[] = [];
    page.page.on("dialog", (dialog) => {
      const answer = answers[asked.length] ?? "dismiss";
      asked.push(`${dialog.type()}: ${answer}`);
      return dialog[answer]();
    });

    await page.page.getByRole("button", { name: "Sign out" }).click();
    await backend.start();
    await page.saved("Not saved yet").waitFor();
    await waiting.waitFor({ state: "detached" });

    await backend.stop();
    await page.newTodo.fill("Given up");
    await page.newTodo.press("Enter");
    await waiting.waitFor();
    await page.signOut();
    await backend.start();
    expect(asked).toEqual(["confirm: dismiss", "confirm: accept"]);
  });

  test("a todo whose answer was lost is stored once", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    const statuses: number[] = [];
    page.page.on("response", (response) => {
      if (response.request().method() === "POST") statuses.push(response.status());
    });
    await page.page.evaluate(loseTheFirstAnswer);
    await page.add("Once");
    expect(statuses).toEqual([201, 200]);
    await page.page.reload();
    await page.saved("Once").waitFor();
    expect(await page.titles()).toEqual(["Once"]);
  });

  test("a server that hangs is noticed long before it gives up", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.page.route("**/api/todos", async (route) => {
      if (route.request().method() === "POST") await held;
      await route.continue();
    });
    await page.newTodo.fill("Patience");
    await page.newTodo.press("Enter");
    await page.page.getByText("The server is slow to answer.").waitFor();
    expect(await page.titles()).toEqual(["Patience"]);
    letGo();
    await page.saved("Patience").waitFor();
    await page.page.getByText("The server is slow to answer.").waitFor({ state: "detached" });
  });

  test("the page opens without a backend, and fills as soon as there is one", async (context) => {
    const { backend } = setup().app;
    if (!backend) return context.skip("the backend of APP_URL is not ours to stop");
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("Before");
    await backend.stop();
    await page.page.reload();
    await page.page.getByText("Your todos cannot be loaded right now").waitFor();
    await page.page.getByText(banner).waitFor();
    await backend.start();
    await page.saved("Before").waitFor();
  });

  test("what the server refuses is taken back, with the reason and the typed text", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("Kept");
    const refusal = { status: 422, contentType: "application/problem+json", body: '{"detail":"Not today."}' };
    await page.page.route("**/api/todos**", (route) =>
      route.request().method() === "GET" ? route.continue() : route.fulfill(refusal),
    );

    await page.checkbox("Kept").click();
    await page.messages.getByText("“Kept” was not changed: Not today.").waitFor();
    expect(await page.checkbox("Kept").isChecked()).toBe(false);

    await page.delete("Kept");
    await page.messages.getByText("“Kept” was not deleted: Not today.").waitFor();
    expect(await page.titles()).toEqual(["Kept"]);

    await page.newTodo.fill("Refused");
    await page.newTodo.press("Enter");
    await page.messages.getByText("“Refused” was not added: Not today.").waitFor();
    expect(await page.titles()).toEqual(["Kept"]);
    expect(await page.newTodo.inputValue()).toBe("Refused");

    const editor = await page.edit("Kept");
    await editor.getByLabel("Title").fill("Changed");
    await editor.getByRole("button", { name: "Save" }).click();
    await page.messages.getByText("“Changed” was not saved: Not today.").waitFor();
    expect(await editor.getByLabel("Title").inputValue()).toBe("Changed");
  });

  test("a session that was ended elsewhere leads to sign-in, and back to what was typed", async () => {
    const page = await setup().openPage();
    const email = await page.signUp("Ada");
    await page.add("One");
    const editor = await page.edit("One");
    await editor.getByLabel("Notes").fill("unfinished");
    await page.newTodo.fill("Also unfinished");
    expect((await page.api("/api/auth/sign-out", "POST", {})).status).toBe(200);

    await page.newTodo.press("Enter");
    await page.page.getByText("Your session has ended.").waitFor();
    await page.signIn(email);
    await eventually(() => page.newTodo.inputValue()).toBe("Also unfinished");
    await eventually(() => editor.getByLabel("Notes").inputValue()).toBe("unfinished");
    expect(page.page.url()).not.toContain("session");

    await page.signOut();
    await page.page.getByRole("button", { name: "Create one" }).waitFor();
    await page.signUp("Bob");
    expect(await page.newTodo.inputValue()).toBe("");
  });
});
