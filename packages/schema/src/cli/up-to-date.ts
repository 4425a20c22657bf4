/** What `render` says when there was nothing to write. */
export function upToDate(files: number): string {
  return `${files} ${files === 1 ? "file" : "files"}, none changed`;
}
