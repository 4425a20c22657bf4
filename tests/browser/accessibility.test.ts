import { expect, test } from "vitest";
import { seriousViolations } from "../support/browser.ts";
import { describeInBrowser } from "./with-app.ts";

const situations = [
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "on a phone", options: { viewport: { width: 360, height: 740 }, hasTouch: true } },
] as const;

/** Runs in the page. */
function readBorder(node: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(node: unknown): { borderTopWidth: string } };
  return page.getComputedStyle(node).borderTopWidth;
}

describeInBrowser("accessibility", (setup) => {
  test.each(situations)("axe finds nothing serious: $name", async ({ options }) => {
    const page = await setup().openPage(options);
    const expectNothing = async (where: string) =>
      expect((await seriousViolations(page.page)).map((each) => `${where}: ${each}`)).toEqual([]);

    await page.page.goto(page.url);
    await expectNothing("sign in");
    await page.page.getByRole("button", { name: "Create one" }).click();
    await expectNothing("sign up");
    await page.signUp("Ada");
    await expectNothing("empty");

    await page.add("Overdue and important", { due: "2020-01-31", priority: "High" });
    await page.add("Unimportant", { due: "2099-01-31", priority: "Low" });
    await page.add("Done");
    await page.checkbox("Done").check();
    await page.add("Deleted");
    await page.delete("Deleted");
    await page.messages.getByRole("button", { name: "Undo" }).waitFor();
    await page.edit("Unimportant");
    await expectNothing("filled");
    await page.page.getByRole("button", { name: "Account of Ada" }).click();
    await page.page.getByRole("dialog", { name: "Your account" }).waitFor();
    await expectNothing("account");
  });

  test("a button has an edge where the system's colors leave it no background", async () => {
    const page = await setup().openPage({ forcedColors: "active" });
    await page.signUp("Ada");
    expect(await page.page.getByRole("button", { name: "Add" }).evaluate(readBorder)).toBe("1px");
  });

  test.each([360, 1280])("nothing is wider than a window of %i pixels", async (width) => {
    const page = await setup().openPage({ viewport: { width, height: 740 } });
    await page.signUp("A name that is rather long for a phone");
    await page.add(
      "Ein-Wort-das-niemand-je-trennen-wollte-und-das-doch-auf-die-Seite-passen-muss-".repeat(2),
    );
    await page.edit((await page.titles())[0] ?? "");
    expect(await page.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });

  test.each([
    [320, 568],
    [360, 640],
  ])("the first todo shows without scrolling on a phone of %i × %i pixels", async (width, height) => {
    const page = await setup().openPage({ viewport: { width, height }, hasTouch: true, isMobile: true });
    await page.signUp("Ada");
    await page.add("One", { due: "2030-01-31" });
    const box = await page.row("One").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(height * 0.75);
  });

  test("the fields of an editor have room for what is in them on a phone", async () => {
    const page = await setup().openPage({
      viewport: { width: 320, height: 568 },
      hasTouch: true,
      isMobile: true,
    });
    await page.signUp("Ada");
    await page.add("One");
    const editor = await page.edit("One");
    for (const label of ["Due", "Priority"])
      expect((await editor.getByLabel(label).boundingBox())?.width).toBeGreaterThan(100);
  });

  test("the layout does not shift while the page fills", async () => {
    const page = await setup().openPage();
    await page.signUp("Ada");
    for (const title of ["One", "Two", "Three", "Four", "Five"]) await page.add(title);
    await page.page.addInitScript(`
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    `);
    await page.page.reload();
    await page.saved("Five").waitFor();
    expect(await page.page.evaluate("globalThis.shift")).toBeLessThan(0.02);
  });
});
