import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { JsonSchema } from "@chartmodel/json-schema";
import { gitHistory } from "../../diff/git-history.ts";
import { readSchema, schemaAt } from "../../diff/read-schema.ts";
import { visibleUnder } from "../../diff/visible-changes.ts";
import { findConfig } from "../../load/find-config.ts";
import { loadConfig } from "../../load/load-config.ts";
import { compareSchemas } from "../../schema-diff/compare-schemas.ts";
import { showSchemaChange } from "../../schema-diff/show-schema-change.ts";
import { UsageError } from "../../usage-error.ts";
import { exitCodes, type StandaloneCommand } from "../command.ts";
import { print } from "../print.ts";
import { say, visible } from "../terminal.ts";

/** `chartmodel schema-diff`. */
export const schemaDiff: StandaloneCommand = {
  summary: "tell which changes of a schema break values that were valid",
  usage: `chartmodel schema-diff OLD [NEW] [--json]

OLD and NEW are schema files, or git commits, branches or tags of the project; the project as it is, if NEW is left out.

Each breaking change comes with values that OLD accepts and NEW refuses, laid over the chart's own as Helm does. That
nothing is told is a proof that nothing breaks; a change for which neither is found counts as breaking, and says so.

Exit code: 0 nothing breaks, 1 something may, 2 wrong use.`,
  options: { json: { type: "boolean" } },
  positionals: 2,
  async runAlone(given, [old, now]) {
    if (old === undefined) throw new UsageError(`name the old schema\n\n${schemaDiff.usage}`);
    const pairs = isFile(old) ? [filePair(old, now)] : await projectPairs(old, now);
    const results = pairs.map((pair) => ({ ...pair, changes: compareSchemas(pair.before, pair.after) }));
    if (given["json"]) {
      const facts = results.flatMap(({ name, before, after, changes }) =>
        changes.map(({ path, keyword, counterexample }) => ({
          name,
          path,
          keyword,
          ...(counterexample !== undefined && {
            counterexample: visibleUnder([before, after], counterexample),
          }),
        })),
      );
      print(`${JSON.stringify(facts, undefined, 2)}\n`);
    } else {
      for (const { name, before, after, changes } of results)
        for (const change of changes) print(visible(`${name}: ${showSchemaChange(change, before, after)}\n`));
    }
    if (results.length === 0) throw new UsageError("there is nothing to compare");
    const isFine = results.every(({ changes }) => changes.length === 0);
    if (isFine) say(`${results.map(({ name }) => name).join(", ")}: nothing that was valid is refused`);
    return isFine ? exitCodes.fine : exitCodes.issues;
  },
};

/** A schema before and after. */
interface SchemaPair {
  readonly name: string;
  readonly before: JsonSchema;
  readonly after: JsonSchema;
}

/** A folder may be named as a branch is. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function filePair(old: string, now: string | undefined): SchemaPair {
  if (now === undefined || !isFile(now))
    throw new UsageError(now === undefined ? "name the new schema file" : `there is no file ${now}`);
  return {
    name: now,
    before: readSchema(readFileSync(old, "utf8"), old),
    after: readSchema(readFileSync(now, "utf8"), now),
  };
}

async function projectPairs(old: string, now: string | undefined): Promise<SchemaPair[]> {
  const file = findConfig(process.cwd());
  const { project } = await loadConfig(file);
  const before = gitHistory(dirname(file), old);
  const after = now === undefined ? undefined : gitHistory(dirname(file), now);
  return Object.values(project.charts).flatMap((chart) => {
    const { name, path, schema } = chart;
    const was = schemaAt(before, chart);
    const is = after ? schemaAt(after, chart) : schema;
    if (was && is) return [{ name, before: was, after: is }];
    say(`${name}: ${was ? now : old} has no ${path}/values.schema.json: nothing to compare`);
    return [];
  });
}
