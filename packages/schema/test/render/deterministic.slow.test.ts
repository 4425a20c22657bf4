import { expect, test } from "vitest";
import { chartmodel } from "../support/chartmodel.ts";
import { workspace } from "../support/paths.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** Where text, numbers, order and days are others than here. */
const places = [
  { TZ: "UTC", LANG: "C", LC_ALL: "C" },
  { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "Asia/Kathmandu", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" },
];

/** Runs the program at a place, where nothing was kept of what others did. */
const run = (project: Pick<TempProject, "folder">, args: readonly string[], place: Record<string, string>) =>
  chartmodel(project, args, { env: { ...place, XDG_CACHE_HOME: tempFolder() } });

test("a project is rendered alike in any time zone and language, and a second time to no change", () => {
  const rendered = places.map((place) => {
    const project = tempProject("shop");
    expect(run(project, ["render"], place).code).toBe(0);
    const files = project.files();
    expect(run(project, ["render"], place).stderr).toMatch(/none changed/);
    expect(project.files()).toEqual(files);
    return files;
  });
  for (const files of rendered) expect(files).toEqual(rendered[0]);
});

test("so are this repository's values, and what is wrong with them", () => {
  const answers = places.map((place) => {
    const args = ["values", "--env", "production", "--chart", "todo-backend"];
    const right = run({ folder: workspace }, args, place);
    return { right, wrong: run({ folder: workspace }, [...args, "--set", "images.tag=I İ"], place) };
  });
  expect(answers[0]).toMatchObject({ right: { code: 0 }, wrong: { code: 1, stdout: "" } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
