import { realpathSync, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import type { Task } from "./messages.ts";

/**
 * The file that an import means: beside the file that asks for it, else in a library folder, the first first.
 *
 * @param from - the file that asks for it, as a real path. @default the program itself
 * @throws {Error} with a sentence where there is none, or where it lies outside of the folders that may be read.
 */
export function resolveImport(
  task: Pick<Task, "folder" | "folders" | "libraries">,
  from: string | undefined,
  path: string,
): string {
  const places = [from === undefined ? task.folder : dirname(from), ...task.libraries];
  let outside: string | undefined;
  for (const place of places) {
    const file = realFile(resolve(place, path));
    if (file === undefined) continue;
    // By its real path: a link inside of a folder may lead out of it.
    if (task.folders.some((folder) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep)))
      return file;
    outside ??= file;
  }
  if (outside !== undefined) {
    throw new Error(
      `${quote(path)} is ${outside}, which is in none of the folders that may be read (${task.folders.join(", ")})`,
    );
  }
  throw new Error(`there is no file ${quote(path)} in ${places.join(", ")}`);
}

const quote = (text: string) => JSON.stringify(text);

function realFile(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
