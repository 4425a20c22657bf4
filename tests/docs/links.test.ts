import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { documents, readDocument, workspace } from "./documents.ts";

test("every link within the repository leads to a file that is there, and to a heading of it", () => {
  const broken = documents().flatMap(({ path, links }) =>
    links.filter((link) => !/^[a-z]+:/.test(link)).flatMap((link) => faultOf(path, link)),
  );
  expect(broken).toEqual([]);
});

test("every link to the outside is an address of https, or of this machine and its Minikube", () => {
  const outside = documents().flatMap(({ path, links }) =>
    links.filter((link) => /^[a-z]+:/.test(link)).map((link) => ({ path, link })),
  );
  expect(outside.length).toBeGreaterThan(0);
  expect(
    outside.filter(
      ({ link }) =>
        !URL.canParse(link) ||
        !/^https:\/\/[^/]+\.[a-z]+(\/|$)|^http:\/\/(localhost|127\.0\.0\.1|192\.168\.49\.2):/.test(link),
    ),
  ).toEqual([]);
});

function faultOf(from: string, link: string): string[] {
  const [target = "", anchor] = link.split("#");
  const path = target === "" ? from : posix.join(posix.dirname(from), decodeURIComponent(target));
  if (path.startsWith("..") || !existsSync(join(workspace, path))) return [`${from}: ${link} is not there`];
  if (anchor === undefined) return [];
  if (!path.endsWith(".md")) return [`${from}: ${link}: only a page has headings`];
  const { anchors } = readDocument(path);
  return anchors.has(anchor)
    ? []
    : [`${from}: ${link}: no such heading; there is ${[...anchors].join(", ")}`];
}
