import { createRequire } from "node:module";
import type { Ajv, CodeKeywordDefinition, KeywordCxt, Name } from "ajv";
import { equalitySource } from "./equality.ts";

const require = createRequire(import.meta.url);

/**
 * Gives ajv our own `const`, `enum` and `uniqueItems`. Its own compare objects by a function that fails on a key
 * `toString`, and takes no object with a key `constructor` for another's equal.
 */
export function addEqualityKeywords(ajv: Ajv): void {
  const { _ } = require("ajv") as typeof import("ajv");
  const { _Code } =
    require("ajv/dist/compile/codegen/code") as typeof import("ajv/dist/compile/codegen/code.js");
  const functions = Object.fromEntries(
    ["isSame", "isUnique"].map((name) => {
      const source = `(() => {\n${equalitySource}\nreturn ${name};\n})()`;
      return [name, { ref: new Function(`return ${source}`)(), code: new _Code(source) }] as const;
    }),
  );
  const use = ({ gen }: KeywordCxt, name: "isSame" | "isUnique"): Name =>
    gen.scopeValue("func", functions[name] as { ref: unknown; code: InstanceType<typeof _Code> });
  const definitions: CodeKeywordDefinition[] = [
    {
      keyword: "const",
      error: { message: "must be equal to the constant" },
      code: (cxt) => cxt.fail(_`!${use(cxt, "isSame")}(${cxt.data}, ${cxt.schemaCode})`),
    },
    {
      keyword: "enum",
      schemaType: "array",
      error: { message: "must be equal to one of the values" },
      code: (cxt) =>
        cxt.fail(_`!${cxt.schemaCode}.some((member) => ${use(cxt, "isSame")}(${cxt.data}, member))`),
    },
    {
      keyword: "uniqueItems",
      type: "array",
      schemaType: "boolean",
      error: { message: "must not have two items that are equal" },
      code: (cxt) => {
        if (cxt.schema) cxt.fail(_`!${use(cxt, "isUnique")}(${cxt.data})`);
      },
    },
  ];
  for (const definition of definitions)
    ajv.removeKeyword(definition.keyword as string).addKeyword(definition);
}
