import { findOnPath } from "../lib/on-path.mjs";

/** A name that is not localhost, for which a browser takes plain HTTP as insecure: as on the NodePort of a node. */
const host = "todo.test";

/** The path of a Chromium on PATH, or `undefined`. */
export const findBrowser = () =>
  findOnPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

/**
 * Signs a person up in a real browser, adds a todo, reloads the page and finds the todo again. The browser
 * knows the page by a name.
 *
 * @throws what the browser could not do.
 */
export async function addTodoInBrowser(executablePath, url, person, title) {
  const { chromium } = await import("playwright-core");
  const address = new URL(url);
  const mapping = `MAP ${host} ${address.hostname}`;
  address.hostname = host;
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", `--host-resolver-rules=${mapping}`],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(address.href);
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
