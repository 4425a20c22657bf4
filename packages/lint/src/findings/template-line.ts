/** A template's path from its chart's folder: Helm's name of it starts with the chart's name. */
export function templatePath(source: string): string {
  return source.split("/").slice(1).join("/");
}

/** The line of a template's text that writes a key, if there is exactly one. */
export function lineOfKey(template: string, key: string): number | undefined {
  const writing = template.split("\n").flatMap((line, at) => {
    const [written] = /^[\s-]*["']?([^\s"':{]+)["']?:(?=\s|$)/.exec(line)?.slice(1) ?? [];
    return written === key ? [at + 1] : [];
  });
  return writing.length === 1 ? writing[0] : undefined;
}
