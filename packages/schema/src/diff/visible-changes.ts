import {
  formatPath,
  hidden,
  isRecord,
  type JsonSchema,
  type PathSegments,
  schemasAt,
  type ValueChange,
  valueChanges,
  visibleValue,
} from "@chartmodel/json-schema";

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
 * Where values differ, with `(hidden)` in place of secrets, and of what no model knows: nobody can say that it is none.
 */
export function visibleChanges({ before, after, schemas }: ComparedValues): VisibleChange[] {
  return valueChanges(before, after).map((change) => {
    const { path: segments } = change;
    const show = (value: unknown) => visible(value, segments, schemas);
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

function visible(value: unknown, path: PathSegments, schemas: readonly JsonSchema[]): unknown {
  const known = schemas.reduce((shown, root) => visibleValue(shown, { root, path }), value);
  return withoutUnknown(known, path, schemas);
}

function withoutUnknown(value: unknown, path: PathSegments, schemas: readonly JsonSchema[]): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => withoutUnknown(item, [...path, index], schemas));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withoutUnknown(item, [...path, key], schemas)]),
    );
  return schemas.some((root) => schemasAt(root, path).length > 0) ? value : hidden;
}
