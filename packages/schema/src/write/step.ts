import { isRecord } from "@chartmodel/json-schema";
import { outputPath } from "./output-folder.ts";

/** One thing that a set of writes does. Paths are from the project's folder, with no link in them. */
export type Step =
  | ({ readonly kind: "change" } & NewFile)
  | { readonly kind: "remove"; readonly path: string }
  /** A file, or a new folder with the files that are in it and below. */
  | { readonly kind: "add"; readonly path: string; readonly files: readonly NewFile[] };

/** A file that a step writes. */
export interface NewFile {
  readonly path: string;
  /** Tells its content from what somebody else puts there; times do not survive a copy of the folder. */
  readonly digest: string;
}

/**
 * The digest of a content, as text or as the bytes of that text in UTF-8. Loading what makes it takes longer than all
 * else that a command loads of Node: only for one that writes.
 */
export const digestOf = (content: string | Uint8Array): string =>
  process.getBuiltinModule("node:crypto").hash("sha256", content, "hex");

/** Whether a value that was read is a step, all of whose files are in the project's folder. */
export function isStep(root: string, value: unknown): value is Step {
  if (!isRecord(value) || !isPlace(root, value["path"])) return false;
  const { kind, path, files } = value;
  if (kind === "remove") return true;
  if (kind === "change") return isNewFile(root, value);
  return (
    kind === "add" &&
    Array.isArray(files) &&
    files.every((file) => isNewFile(root, file) && (file.path === path || file.path.startsWith(`${path}/`)))
  );
}

const isNewFile = (root: string, value: unknown): value is NewFile =>
  isRecord(value) && isPlace(root, value["path"]) && typeof value["digest"] === "string";

/** Whether a path is written as only a file of the folder is. */
function isPlace(root: string, path: unknown): boolean {
  try {
    return outputPath(root, path as string) === path;
  } catch {
    return false;
  }
}
