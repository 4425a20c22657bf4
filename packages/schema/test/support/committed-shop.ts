import { execFileSync } from "node:child_process";
import { runMain } from "./chartmodel.ts";
import { type TempProject, tempProject } from "./temp-project.ts";

/** Calls git in a project. */
export function git(project: TempProject, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@localhost", ...args], {
    cwd: project.folder,
    stdio: "pipe",
  });
}

/** A shop whose files are rendered and committed, its charts with versions. */
export async function committedShop(): Promise<TempProject> {
  const project = tempProject("shop");
  project.write("charts/web/Chart.yaml", "apiVersion: v2\nname: shop-web\nversion: 1.4.0\n");
  project.write("charts/worker/Chart.yaml", "apiVersion: v2\nname: shop-worker\nversion: 0.3.0\n");
  await runMain(project, ["render"]);
  git(project, "init", "--quiet");
  project.write(".gitignore", "node_modules\n");
  git(project, "add", ".");
  git(project, "commit", "--quiet", "--message", "shop");
  return project;
}
