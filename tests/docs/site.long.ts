import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchBrowser } from "../support/browser.ts";
import { documents, workspace } from "./documents.ts";
import { serveFolder } from "./serve-folder.ts";

const dist = join(workspace, "site/dist");
let printed = "";
let offline = false;

beforeAll(() => {
  const build = spawnSync(process.execPath, ["site/build.mjs"], { cwd: workspace, encoding: "utf8" });
  printed = `${build.stdout}${build.stderr}`;
  offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(printed);
  if (build.status !== 0 && !offline) throw new Error(printed);
}, 600_000);

const pages = () => globSync("**/*.html", { cwd: dist }).map((path) => path.replaceAll("\\", "/"));
const html = (page: string) => readFileSync(join(dist, page), "utf8");
const attributes = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value);

describe("the site", () => {
  test("is built without a warning of the documentation's tools", (context) => {
    if (offline) return context.skip("the registry of npm cannot be reached");
    expect(printed.split("\n").filter((line) => /\[warning\]|\[error\]|dead link/.test(line))).toEqual([]);
  });

  test("has every page of docs and of the packages, its text in the HTML", (context) => {
    if (offline) return context.skip("the registry of npm cannot be reached");
    const sources = documents().filter(({ path }) =>
      /^docs\/|^packages\/(schema|lint|mcp|jsonnet)\//.test(path),
    );
    expect(sources.length).toBeGreaterThan(15);
    for (const { path, anchors, blocks } of sources) {
      const text = html(
        path
          .replace(/^docs\//, "")
          .replace(/\/?README\.md$/, ".md")
          .replace(/\.md$/, ".html"),
      );
      const ids = attributes(text, "id");
      expect({ path, missing: [...anchors].filter((anchor) => !ids.includes(anchor)) }).toEqual({
        path,
        missing: [],
      });
      const drawn = blocks.filter(({ language }) => language === "mermaid").length;
      expect({ path, code: text.split('<div class="language-').length - 1 }).toEqual({
        path,
        code: blocks.length - drawn,
      });
      expect({ path, drawn: text.split("<svg").length - 1 >= drawn }).toEqual({ path, drawn: true });
    }
  });

  test("has no link that leads nowhere, and asks no other host for anything", (context) => {
    if (offline) return context.skip("the registry of npm cannot be reached");
    const dead = pages().flatMap((page) => {
      const text = html(page);
      const targets = [...attributes(text, "href"), ...attributes(text, "src")];
      return targets.flatMap((target) => (isThere(page, target) ? [] : [`${page}: ${target}`]));
    });
    expect(dead).toEqual([]);
    const loaded = pages().flatMap((page) =>
      [...html(page).matchAll(/<(?:script|img|link|source)\b[^>]*(?:src|href|srcset)="(https?:[^"]*)"/g)].map(
        ([, url]) => url,
      ),
    );
    expect(loaded).toEqual([]);
  });

  test("has an index for its search", (context) => {
    if (offline) return context.skip("the registry of npm cannot be reached");
    const [index = ""] = globSync("assets/chunks/@localSearchIndex*.js", { cwd: dist });
    expect(readFileSync(join(dist, index), "utf8")).toContain("subchart");
  });
});

/** A page of the site is linked to by its address, with or without its ending. */
function isThere(page: string, target: string): boolean {
  if (/^(?:https?|data|mailto):/.test(target)) return true;
  const [path = "", anchor = ""] = decodeURIComponent(target).split("#");
  const file =
    path === "" ? page : path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(page), path);
  const found = [file, `${file}.html`, posix.join(file, "index.html")].find(
    (name) => existsSync(join(dist, name)) && /\.\w+$/.test(name),
  );
  if (found === undefined) return false;
  return anchor === "" || !found.endsWith(".html") || attributes(html(found), "id").includes(anchor);
}

describe.skipIf(chromiumPath === undefined)("in a browser", () => {
  let site: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    site = await serveFolder(dist);
  });
  afterAll(() => site.close());

  test.each([
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ])("every page fits $width pixels and leads to all others, without JavaScript", async (viewport) => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport, javaScriptEnabled: false, colorScheme: "dark" });
      for (const path of pages().filter((name) => !/^api\/|404/.test(name))) {
        await page.goto(`${site.address}/${path}`);
        const links = await page.locator(".VPSidebar a:visible").count();
        expect({ path, links: links > 15 }).toEqual({ path, links: true });
        const { width = 0 } = (await page.locator("main").first().boundingBox()) ?? {};
        expect({ path, fits: width <= viewport.width }).toEqual({ path, fits: true });
      }
    } finally {
      await browser.close();
    }
  });

  test("the search finds a recipe", async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${site.address}/`);
      await page.locator(".VPNavBarSearch button").first().click();
      await page.locator("#localsearch-input").fill("subchart global");
      await page.locator(".VPLocalSearchBox .results a", { hasText: "subchart" }).first().waitFor();
    } finally {
      await browser.close();
    }
  });
});
