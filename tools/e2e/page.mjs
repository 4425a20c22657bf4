import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of a Chromium on PATH, or `undefined`. */
export function findBrowser() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return browsers
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

/**
 * Signs a person up in a real browser, adds a todo, reloads the page and finds the todo again.
 *
 * @throws what the browser could not do.
 */
export async function addTodoInBrowser(executablePath, url, person, title) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url);
    await page.getByRole("button", { name: "Create one" }).click();
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByLabel("New todo").fill(title);
    const saved = page.waitForResponse(
      (response) => response.url().endsWith("/api/todos") && response.request().method() === "POST",
    );
    await page.keyboard.press("Enter");
    const response = await saved;
    if (response.status() !== 201)
      throw new Error(`the page's POST /api/todos answered ${response.status()}`);
    await page.reload();
    await page.getByRole("checkbox", { name: title }).waitFor();
  } finally {
    await browser.close();
  }
}
