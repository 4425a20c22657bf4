/** Any child of a list or a map: a step of a path through a schema. The same one in every package that has a copy of this. */
export const ELEMENT: unique symbol = Symbol.for("chartmodel.element");

/** One step of a path through a schema: a key, an index, or whichever child there is. */
export type SchemaStep = string | number | typeof ELEMENT;

/** The steps from the root of a schema to what it says of a value. */
export type SchemaPath = readonly SchemaStep[];

/** The steps from a document's root to a value: keys of objects, indexes of lists. */
export type PathSegments = readonly (string | number)[];

const plainKey = /^[A-Za-z_$][\w$-]*$/;

/** Writes a path the way people read it: `a.b[0]["x.y/z"]`, `a[]` for any child of `a`; the root is `""`. */
export function formatPath(segments: SchemaPath): string {
  let path = "";
  for (const segment of segments) path = appendPath(path, segment);
  return path;
}

/** Adds one step to a written path. */
export function appendPath(path: string, segment: SchemaStep): string {
  if (segment === ELEMENT) return `${path}[]`;
  if (typeof segment === "number") return `${path}[${segment}]`;
  if (!plainKey.test(segment)) return `${path}[${JSON.stringify(segment)}]`;
  return path === "" ? segment : `${path}.${segment}`;
}

const step = /\.?([^.[\]"=]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/**
 * Reads a written path back into its steps.
 *
 * @throws {SyntaxError} with the position of the first character that fits no step.
 */
export function parsePath(path: string): (string | number)[] {
  const segments: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const position = step.lastIndex;
    const match = step.exec(path);
    if (!match)
      throw new SyntaxError(`unexpected ${JSON.stringify(path[position])} at character ${position + 1}`);
    const [, key, index, quoted] = match;
    segments.push(key ?? (index === undefined ? (JSON.parse(quoted as string) as string) : Number(index)));
  }
  return segments;
}

/** The value at a path; `undefined` where there is none. What a prototype has is no value. */
export function valueAt(data: unknown, path: PathSegments): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, step)
        ? node[step as keyof typeof node]
        : undefined,
    data,
  );
}

/** A key as a step of a JSON Pointer (RFC 6901). */
export function pointerStep(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Reads a JSON Pointer (RFC 6901), giving numeric steps only where the document has a list. */
export function pointerSegments(pointer: string, root: unknown): (string | number)[] {
  if (pointer === "") return [];
  let node = root;
  return pointer
    .slice(1)
    .split("/")
    .map((token) => {
      const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
      const segment = Array.isArray(node) ? Number(key) : key;
      node = (node as Record<string, unknown> | undefined)?.[key];
      return segment;
    });
}
