import { expect, test } from "vitest";
import { slowDown } from "./conditions.ts";
import { describeInBrowser } from "./with-app.ts";

/** Runs in the page: what a person's click leaves in the box before anything else can happen. */
function tickAndLook(node: unknown): boolean {
  const box = node as { click(): void; checked: boolean };
  box.click();
  return box.checked;
}

describeInBrowser("on a slow machine or network", (setup) => {
  test("a tick shows before its event is over, and the box does not spring back", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await page.add("One");
    expect(await page.checkbox("One").evaluate(tickAndLook)).toBe(true);
    expect(await page.checkbox("One").evaluate(tickAndLook)).toBe(false);
  });

  test.each([
    { answersAfterMs: 0, slowdown: 1 },
    { answersAfterMs: 50, slowdown: 1 },
    { answersAfterMs: 2_000, slowdown: 1 },
    { answersAfterMs: 0, slowdown: 4 },
    { answersAfterMs: 50, slowdown: 4 },
  ])("keeps what is ticked while todos are being saved: %o", async ({ answersAfterMs, slowdown }) => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    await slowDown(page.page, slowdown, answersAfterMs);

    const titles = ["One", "Two", "Three"];
    for (const title of titles) {
      await page.add(title);
      await page.checkbox(title).check();
    }
    await page.checkbox("Two").uncheck();
    for (const title of titles) expect(await page.checkbox(title).isChecked()).toBe(title !== "Two");

    await page.show("Done");
    await page.checkbox("Two").waitFor({ state: "detached" });
    expect(await page.titles()).toEqual(["Three", "One"]);
  });
});
