import {
  formatPath,
  hidden,
  isNamedSecret,
  isNamedSecretAt,
  isRecord,
  isSecretAt,
  type JsonSchema,
  type PathSegments,
  schemasAt,
  type ValueChange,
  valueAt,
  valueChanges,
  visibleValue,
} from "@chartmodel/json-schema";
import { textsOf } from "./secret-places.ts";

/** Values of one model on both sides of a comparison. */
export interface ComparedValues {
  readonly before: unknown;
  readonly after: unknown;
  /** What was and what is said of the values: a value is shown if one knows it, and none has it as a secret. */
  readonly schemas: readonly JsonSchema[];
}

/** A change that a person may see. */
export interface VisibleChange extends Omit<ValueChange, "path"> {
  readonly path: string;
  readonly segments: PathSegments;
  readonly unit?: string;
}

/**
 * Where values differ, with `(hidden)` in place of secrets, also of those that only their name tells of, and of what no model knows: nobody can say that it is none.
 */
export function visibleChanges({ before, after, schemas }: ComparedValues): VisibleChange[] {
  return valueChanges(before, after).map((change) => {
    const { path: segments } = change;
    const isNamed = isNamedSecretAt(before, segments) || isNamedSecretAt(after, segments);
    const show = (value: unknown) => (isNamed ? hidden : visibleUnder(schemas, value, segments));
    const unit = schemas.flatMap((root) => schemasAt(root, segments)).find((part) => part["x-unit"])?.[
      "x-unit"
    ];
    return {
      path: formatPath(segments),
      segments,
      ...("before" in change && { before: show(change.before) }),
      ...("after" in change && { after: show(change.after) }),
      ...(unit !== undefined && { unit }),
    };
  });
}

/**
 * A value with `(hidden)` for what one of the schemas has as a secret, and for what none of them knows.
 *
 * @param path - where it stands. @default the root
 */
export function visibleUnder(
  schemas: readonly JsonSchema[],
  value: unknown,
  path: PathSegments = [],
): unknown {
  // Each judges what it knows: beside a secret, what is unknown to one may be its misspelt key, and is a key to another.
  const knowing = schemas.filter((root) => schemasAt(root, path).length > 0);
  if (knowing.length === 0) return hidden;
  if (knowing.some((root) => isSecretAt(root, path))) return hidden;
  if (Array.isArray(value)) return value.map((item, index) => visibleUnder(schemas, item, [...path, index]));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        isNamedSecret(value, key) ? hidden : visibleUnder(schemas, item, [...path, key]),
      ]),
    );
  // A text where an object with a secret belongs may be the secret.
  return knowing.reduce((shown, root) => visibleValue(shown, { root, path }), value);
}

/** A shorter text is no secret of its own: too much would be hidden with it. */
const shortestUnshown = 4;

/** The texts of values that no model lets anybody see, and that are seen nowhere else. */
export function unshownTexts(schemas: readonly JsonSchema[], values: readonly unknown[]): string[] {
  const unshown = new Set<string>();
  const shown = new Set<string>();
  const sort = (value: unknown, visible: unknown): void => {
    if (visible === hidden) for (const text of textsOf(value)) unshown.add(text);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) sort(item, valueAt(visible, [key]));
    else for (const text of textsOf(value)) shown.add(text);
  };
  for (const value of values) sort(value, visibleUnder(schemas, value));
  return [...unshown].filter((text) => text.length >= shortestUnshown && !shown.has(text));
}
