import type { JsonSchema } from "@chartmodel/json-schema";
import { UsageError } from "../usage-error.ts";

/** The drafts of JSON Schema that are compared. */
export type Dialect = "draft-07" | "2019-09" | "2020-12";

const names: Readonly<Record<string, Dialect>> = {
  "json-schema.org/draft-07/schema": "draft-07",
  "json-schema.org/draft/2019-09/schema": "2019-09",
  "json-schema.org/draft/2020-12/schema": "2020-12",
};

/**
 * The draft that Helm reads a schema as: the newest where none is named.
 *
 * @throws {UsageError} for another one.
 */
export function dialectOf({ $schema }: JsonSchema, shownAs: string): Dialect {
  if ($schema === undefined) return "2020-12";
  const dialect = names[String($schema).replace(/^https?:\/\/|#$/g, "")];
  if (dialect) return dialect;
  throw new UsageError(
    `${shownAs} is of ${JSON.stringify($schema)}: expected draft-07, 2019-09 or 2020-12 as its $schema`,
  );
}
