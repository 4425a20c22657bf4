import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fixtures, packageFolder } from "./paths.ts";
import { tempFolder } from "./temp-folder.ts";

/** A project in a folder of its own, which ends with the test. */
export interface TempProject {
  readonly folder: string;
  readonly path: (file: string) => string;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  /** Replaces a text that occurs in the file. */
  readonly edit: (file: string, from: string, to: string) => void;
  readonly remove: (file: string) => void;
  /** Every file but those of `node_modules`, with its content. */
  readonly files: () => Record<string, string>;
}

/** Copies a fixture and links this package into it, as an installation would. */
export function tempProject(fixture: "shop" | "queue-worker"): TempProject {
  const folder = tempFolder();
  cpSync(join(fixtures, fixture), folder, { recursive: true });
  mkdirSync(join(folder, "node_modules/@chartmodel"), { recursive: true });
  symlinkSync(packageFolder, join(folder, "node_modules/@chartmodel/schema"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return projectIn(folder);
}

/** A project in a folder that is there. */
export function projectIn(folder: string): TempProject {
  const path = (file: string) => join(folder, file);
  const read = (file: string) => readFileSync(path(file), "utf8");
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const edit = (file: string, from: string, to: string) => {
    if (!read(file).includes(from)) throw new Error(`${file} does not have ${JSON.stringify(from)}`);
    write(file, read(file).replace(from, to));
  };
  const remove = (file: string) => rmSync(path(file), { recursive: true });
  return { folder, path, read, write, edit, remove, files: () => filesBelow(folder, folder) };
}

function filesBelow(folder: string, root: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name === "node_modules") continue;
    if (statSync(path).isDirectory()) Object.assign(files, filesBelow(path, root));
    else files[relative(root, path)] = readFileSync(path, "utf8");
  }
  return files;
}
