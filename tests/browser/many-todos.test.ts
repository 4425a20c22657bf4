import { expect, test } from "vitest";
import { describeInBrowser, eventually } from "./with-app.ts";

describeInBrowser("with many todos", (setup) => {
  test("scrolls to the last without a click, completes all, undoes all, and asks once to keep up to date", async () => {
    const page = await setup().openPage();
    await page.page.clock.install();
    await page.signUp("Ada");
    await page.addMany(210);

    expect(await page.titles()).toHaveLength(100);
    await page.checkbox("Todo 210").focus();
    await eventually(async () => {
      await page.page.keyboard.press("End");
      return page.checkbox("Todo 1").count();
    }).toBe(1);

    const asked: string[] = [];
    page.page.on("request", (request) => request.url().includes("/api/todos") && asked.push(request.url()));
    await page.page.clock.fastForward(16_000);
    await eventually(async () => asked.length).toBeGreaterThan(0);
    await page.page.waitForLoadState("networkidle");
    expect(asked).toHaveLength(1);

    await page.page.reload();
    await page.saved("Todo 210").waitFor();
    await page.page.getByRole("button", { name: "Complete all" }).click();
    await page.messages.getByText("Completed 210 todos").waitFor();
    const open = () =>
      page
        .api("/api/todos?done=false&limit=100")
        .then(({ body }) => (body as { items: unknown[] }).items.length);
    expect(await open()).toBe(0);
    await page.messages.getByRole("button", { name: "Undo" }).click();
    await eventually(open).toBe(100);
    await page.page.getByRole("checkbox", { name: "Todo 210", exact: true, checked: false }).waitFor();
  });

  test("completes what the search shows, and nothing else", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    for (const title of ["Buy milk", "Buy bread", "Sleep"]) await page.add(title);
    await page.search.fill("buy");
    await page.checkbox("Sleep").waitFor({ state: "detached" });
    await page.page.getByRole("button", { name: "Complete all" }).click();
    await page.messages.getByText("Completed 2 todos").waitFor();
    await page.search.press("Escape");
    await page.page.getByRole("checkbox", { name: "Sleep", checked: false }).waitFor();
    await page.page.getByRole("checkbox", { name: "Buy milk", checked: true }).waitFor();
  });

  test("does not say that it completed what it could not", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("One");
    const refusal = { status: 500, contentType: "text/html", body: "<html>" };
    await page.page.route("**/api/todos/bulk", (route) => route.fulfill(refusal));
    await page.page.getByRole("button", { name: "Complete all" }).click();
    await page.messages.getByText("It is not certain that all were completed").waitFor();
    await page.page.getByRole("checkbox", { name: "One", checked: false }).waitFor();
  });
});
