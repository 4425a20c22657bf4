import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";
import ts from "typescript";
import { definitionName } from "./definition-name.ts";
import type { JsonSchema } from "./json-schema.ts";
import { manifestGroups, valueTypes } from "./sources.ts";

const packageRoot = dirname(fileURLToPath(import.meta.resolve("kubernetes-models")));

/** JSON Schemas of every manifest kind and value type, with all that they refer to, as the types alone give them. */
export function readDefinitions(): Record<string, JsonSchema> {
  const files = [...manifestFiles(), ...valueTypeFiles()];
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    types: [],
  });
  useFullNames(program);
  const generator = createGenerator({ tsProgram: program, encodeRefs: false, skipTypeCheck: true });
  const roots = files.map((file) => {
    const declaration = program.getSourceFile(file)?.statements.find(ts.isInterfaceDeclaration);
    if (!declaration) throw new Error(`${file} declares no interface`);
    return declaration;
  });
  return generator.createSchemaFromNodes(roots).definitions as Record<string, JsonSchema>;
}

/** The definition's name of a module of kubernetes-models, e.g. of `v1/Container`. */
export function definitionNameOf(module: string): string {
  const name = definitionName(readFileSync(join(packageRoot, `${module}.d.ts`), "utf8"));
  if (name === undefined) throw new Error(`kubernetes-models/${module} names no API type`);
  return name;
}

function manifestFiles(): string[] {
  return manifestGroups.flatMap((group) =>
    readdirSync(join(packageRoot, group))
      .filter((name) => name.endsWith(".d.ts") && !name.endsWith("List.d.ts"))
      .map((name) => join(packageRoot, group, name))
      .filter((file) => readFileSync(file, "utf8").includes(" extends TypeMeta ")),
  );
}

function valueTypeFiles(): string[] {
  return Object.entries(valueTypes).flatMap(([group, names]) =>
    names.map((name) => join(packageRoot, group, `${name}.d.ts`)),
  );
}

// Short names repeat between API groups (ServiceReference has three): the
// generator takes a definition's name from the type checker, so tell it the long one.
function useFullNames(program: ts.Program): void {
  const checker = program.getTypeChecker();
  const ownName = checker.getFullyQualifiedName.bind(checker);
  checker.getFullyQualifiedName = (symbol) => {
    const source = symbol.declarations?.[0]?.getSourceFile().text ?? "";
    const name = definitionName(source);
    return name?.endsWith(`.${symbol.name.slice(1)}`) ? name : ownName(symbol);
  };
}
