// Takes the pictures in docs/images: `npm run screenshots`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { openApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser.ts";
import { TodoPage } from "./todo-page.ts";

const folder = join(import.meta.dirname, "..", "..", "docs", "images");
const desktop = { width: 960, height: 870 };
const low = { width: 960, height: 640 };
const phone = { width: 360, height: 740 };
const dayMs = 86_400_000;

const day = (offset: number) => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);

const todos = [
  { title: "Water the tomatoes", due: day(0) },
  { title: "Renew the library card", done: true },
  { title: "Send the October invoice", due: day(-2), priority: "High" },
  { title: "Read the chapter on clocks", priority: "Low" },
  {
    title: "Book the train to Lyon",
    due: day(3),
    notes: "Window seat, after 10:00.\nAsk Ines whether she comes along.",
  },
  { title: "Call the dentist", due: day(1) },
];

const app = await openApp();
const browser = await launchBrowser();
try {
  mkdirSync(folder, { recursive: true });
  const open = async (options: BrowserContextOptions) => {
    const context = await browser.newContext({ locale: "en-GB", deviceScaleFactor: 1.5, ...options });
    return TodoPage.open(context, app.url);
  };
  const save = (page: TodoPage, name: string) =>
    page.page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });

  const page = await open({ viewport: low, colorScheme: "light" });
  await page.page.goto(page.url);
  await save(page, "sign-in");
  const email = await page.signUp("Ada");
  await save(page, "empty");
  for (const { title, due, priority, notes, done } of todos) {
    await page.add(title, { ...(due && { due }), ...(priority && { priority }) });
    if (notes) {
      const editor = await page.edit(title);
      await editor.getByLabel("Notes").fill(notes);
      await editor.getByRole("button", { name: "Save" }).click();
    }
    if (done) await page.checkbox(title).check();
  }
  await page.page.setViewportSize(desktop);
  await page.page.reload();
  await page.saved("Call the dentist").waitFor();
  await save(page, "filled");

  for (const [name, options] of [
    ["dark", { viewport: desktop, colorScheme: "dark" }],
    ["phone", { viewport: phone, colorScheme: "light", hasTouch: true, isMobile: true }],
    ["phone-dark", { viewport: phone, colorScheme: "dark", hasTouch: true, isMobile: true }],
  ] as const) {
    const other = await open(options);
    await other.page.goto(other.url);
    await other.signIn(email);
    await other.saved("Call the dentist").waitFor();
    if (name === "phone-dark") await other.edit("Book the train to Lyon");
    await save(other, name);
  }

  await app.backend?.stop();
  await page.page.setViewportSize(low);
  await page.page.reload();
  await page.page.getByText("Your todos cannot be loaded right now").waitFor();
  await page.page.getByText("The server is not answering.").waitFor();
  await save(page, "unreachable");
} finally {
  await browser.close();
  await app.stop();
}
