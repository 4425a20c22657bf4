import { expect, test } from "vitest";
import { tangledFiles } from "../../../lint/test/temp-chart.ts";
import { runMain } from "../support/chartmodel.ts";
import { initFolder } from "../support/init-folder.ts";

function tangledChart() {
  const project = initFolder();
  project.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
  for (const [path, text] of Object.entries(tangledFiles())) project.write(`web/${path}`, text);
  return project;
}

test.each(["text", "json", "sarif", "github"])(
  "a search that ended early is told as such, by an exit code of its own too: %s",
  async (format) => {
    const { code, stderr } = await runMain(tangledChart(), ["lint", "web", "--format", format]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^! web: .*(?:search ended)/m);
    expect(stderr).toMatch(/not decided: .*the templates call each other in more ways than are followed/);
    expect(stderr).not.toContain("✓");
  },
);

test("known findings are written, but not as if all had been looked at", async () => {
  const { code, stderr } = await runMain(tangledChart(), ["lint", "web", "--write-baseline", "known.json"]);
  expect(code).toBe(3);
  expect(stderr).toContain("! web: the search ended early");
});
