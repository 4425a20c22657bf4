import { cpSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, type Workspace } from "../app/workspace.js";
import { repository } from "./plan.js";

/** A throw-away workspace of two tiny services with the repository's Tiltfile. */
export async function createTiltWorkspace(): Promise<Workspace> {
  const workspace = await createWorkspace();
  for (const path of ["Tiltfile", "tilt"]) {
    cpSync(join(repository, path), join(workspace.root, path), { recursive: true });
  }
  workspace.write("model/greeting", "hello");
  return workspace;
}
