import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerSeconds, evaluate, ValuesError } from "@chartmodel/schema";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import project from "../../../chartmodel.config.ts";
import { checkCharts } from "../../lint/src/check-charts.ts";
import { readOnlyTools } from "../src/ai/read-only-tools.ts";
import { defineEnvironment } from "../src/environment.ts";
import { environments } from "../src/index.ts";

/** The files of an environment's assistants, by name. */
function filesOf(change: object) {
  const evaluation = evaluate(
    project,
    defineEnvironment({ name: "changed", extends: "local", ...change } as never),
  );
  if (!evaluation.values) throw new ValuesError(evaluation.issues);
  const files = project.outputs.flatMap((output) => [
    ...(output.environmentFiles?.(evaluation as never, project as never) ?? []),
  ]);
  const own = files.filter(({ path }) => path.startsWith("environments/changed/ai/"));
  return new Map(own.map(({ path, content }) => [path.replace(/.*\//, ""), String(content)]));
}

// biome-ignore lint/suspicious/noExplicitAny: manifests of many kinds
const objectsOf = (text: string | undefined): any[] =>
  parseAllDocuments(text ?? "").map((document) => document.toJS());

test("an environment without assistants has no file that is for them", () => {
  expect([...filesOf({ ai: { enabled: false } }).keys()]).toEqual(["system.json"]);
});

describe("what the accounts may do", () => {
  const objects = objectsOf(
    filesOf({ namespaces: { backend: "api", frontend: "web" }, secret: { create: false } }).get(
      "access.yaml",
    ),
  );
  const rulesOf = (name: string, namespace: string) =>
    objects.find(
      ({ kind, metadata }) => kind === "Role" && metadata.name === name && metadata.namespace === namespace,
    ).rules;

  test("is the same in both namespaces, bound to one account each", () => {
    const bindings = objects.filter(({ kind }) => kind === "RoleBinding");
    expect(
      bindings.map(({ metadata, subjects }) => [metadata.namespace, metadata.name, subjects[0].namespace]),
    ).toEqual([
      ["api", "todo-viewer", "api"],
      ["api", "todo-operator", "api"],
      ["web", "todo-viewer", "api"],
      ["web", "todo-operator", "api"],
    ]);
    expect(rulesOf("todo-viewer", "api")).toEqual(rulesOf("todo-viewer", "web"));
  });

  test("never has a wildcard, a Secret or a way into a pod", () => {
    for (const { resources = [], verbs, apiGroups } of objects.flatMap(({ rules = [] }) => rules)) {
      expect(
        [...resources, ...verbs, ...apiGroups].filter((word) =>
          /\*|secrets|exec|attach|portforward|proxy|ephemeral|impersonate|escalate|bind|token/.test(word),
        ),
      ).toEqual([]);
    }
  });

  test("changes nothing as viewer, and as operator only deployments of the services' names", () => {
    for (const { verbs } of rulesOf("todo-viewer", "api"))
      expect(verbs.filter((verb: string) => !["get", "list", "watch"].includes(verb))).toEqual([]);
    for (const { resourceNames } of rulesOf("todo-operator", "web"))
      expect(resourceNames).toEqual(["todo-frontend"]);
  });
});

const assisted = [...environments.keys()].filter((name) => evaluate(project, name).environment.ai.enabled);

describe.each(assisted)("%s", (name) => {
  test("gives kubectl-ai a list of tools, and a prompt without templates", () => {
    const read = (file: string) =>
      readFileSync(join(import.meta.dirname, "../../../environments", name, "ai", file), "utf8");
    const tools = parse(read("kubectl-ai-tools.yaml"));
    expect(tools).toHaveLength(6);
    for (const tool of tools) {
      expect(Object.keys(tool)).toEqual(["name", "description", "command", "command_desc"]);
      expect(tool.name).toMatch(/^[a-z][a-z0-9_]{0,63}$/);
      expect(tool.command).toMatch(/^kubectl (get|logs|rollout status) /);
    }
    expect(read("kubectl-ai-prompt.md")).not.toMatch(/\{\{/);
    expect(read("kagent.yaml").match(/systemMessage: .*/)?.[0]).not.toMatch(/[{}]/);
  });
});

test("the agent has its tools from the model, and kagent's server no other than those that read", () => {
  const files = filesOf({ ai: { tools: ["k8s_get_events"] } });
  const agent = objectsOf(files.get("kagent.yaml")).find(({ kind }) => kind === "Agent");
  const [own] = agent.spec.declarative.tools;
  expect(own.mcpServer.toolNames).toEqual(["k8s_get_events"]);
  expect(readOnlyTools).toContain("k8s_get_events");
  const values = parse(files.get("kagent.values.yaml") ?? "");
  expect(values["kagent-tools"].rbac).toMatchObject({
    readOnly: true,
    allowSecrets: false,
    namespaces: ["kagent", "default"],
  });
  expect(values["kagent-tools"].tools.args).toEqual(["--read-only"]);
});

test("without a token there is no server of the model, for the agent and its policy either", () => {
  const objects = objectsOf(filesOf({ ai: { proposals: { tokenSecret: "" } } }).get("kagent.yaml"));
  expect(objects.map(({ kind }) => kind)).not.toContain("RemoteMCPServer");
  const policy = objects.find(({ kind }) => kind === "NetworkPolicy");
  const ports = policy.spec.egress.flatMap((rule: { ports: { port: number }[] }) =>
    rule.ports.map(({ port }) => port),
  );
  expect(ports).toEqual([8083, 8084, 53, 53, 11434]);
});

test("the agent waits longer for the model's server than that takes, as the server's README has it", () => {
  const server = objectsOf(filesOf({}).get("kagent.yaml")).find(({ kind }) => kind === "RemoteMCPServer");
  expect(Number.parseInt(server.spec.timeout, 10)).toBeGreaterThan(answerSeconds);
  const readme = readFileSync(join(import.meta.dirname, "../../mcp/README.md"), "utf8");
  const [, block] = /```yaml\n(apiVersion: kagent[\s\S]*?)```/.exec(readme) ?? [];
  expect(parse(block ?? "").spec).toEqual({ ...server.spec, description: expect.any(String) });
});

describe("kagent's objects are held to what kagent takes:", () => {
  // biome-ignore lint/suspicious/noExplicitAny: manifests of many kinds
  async function faultsWith(change: (objects: Record<string, any>) => void, environment = {}) {
    const objects = objectsOf(filesOf(environment).get("kagent.yaml"));
    change(Object.fromEntries(objects.map((object) => [object.kind, object])));
    const files = [{ path: "kagent.yaml", manifests: objects }];
    const schemas = project.manifestSchemas ?? {};
    const { issues, notes } = await checkCharts({ charts: [], files, schemas });
    return [
      ...issues.map(({ message }) => message),
      ...notes.filter((note) => /evaluated|checked:/.test(note)),
    ];
  }

  test.each([
    ["local", {}],
    [
      "with a key",
      { ai: { model: { provider: "OpenAI", endpoint: "https://llm.example.com/v1", apiKeySecret: "llm" } } },
    ],
    ["without proposals", { ai: { proposals: { tokenSecret: "" } } }],
  ])("%s, as generated", async (_what, environment) => {
    expect(await faultsWith(() => {}, environment)).toEqual([]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: manifests of many kinds
  test.each<[string, (objects: Record<string, any>) => void, RegExp]>([
    [
      "a typo",
      ({ Agent }) => {
        Agent.spec.declarative.systemMesage = "x";
      },
      /Agent todo-ops: spec\.declarative\.systemMesage is no field .*did you mean "systemMessage"\?/,
    ],
    [
      "a tool that writes",
      ({ Agent }) => Agent.spec.declarative.tools[0].mcpServer.toolNames.push("k8s_delete_resource"),
      /toolNames\[12\] must be one of "k8s_get_resources".*found "k8s_delete_resource"/,
    ],
    [
      "no tools named, which would be all",
      ({ Agent }) => {
        Agent.spec.declarative.tools[0].mcpServer.toolNames = [];
      },
      /toolNames must/,
    ],
    [
      "a server named twice",
      ({ Agent }) => Agent.spec.declarative.tools.push(Agent.spec.declarative.tools[0]),
      /Agent todo-ops: spec: a tool server is named once/,
    ],
    [
      "another provider's settings",
      ({ ModelConfig }) => {
        ModelConfig.spec.provider = "OpenAI";
      },
      /ModelConfig todo-ops-model: spec: ollama goes with the provider Ollama/,
    ],
    [
      "half of a key's place",
      ({ ModelConfig }) => {
        ModelConfig.spec.apiKeySecret = "llm";
      },
      /apiKeySecret and apiKeySecretKey go together/,
    ],
    [
      "no skill",
      ({ Agent }) => {
        Agent.spec.declarative.a2aConfig.skills = [];
      },
      /a2aConfig\.skills must/,
    ],
    [
      "more tags than a skill may have",
      ({ Agent }) => {
        Agent.spec.declarative.a2aConfig.skills[0].tags = Array(21).fill("t");
      },
      /skills\[0\]\.tags must/,
    ],
    [
      "a name that no Secret has",
      ({ RemoteMCPServer }) => {
        RemoteMCPServer.spec.headersFrom[0].valueFrom.name = "n".repeat(254);
      },
      /valueFrom\.name must/,
    ],
    [
      "a header that stands in the open",
      ({ RemoteMCPServer }) => {
        RemoteMCPServer.spec.headersFrom = [{ name: "Authorization", value: "Bearer x" }];
      },
      /headersFrom\[0\]\.valueFrom is missing/,
    ],
  ])("%s is refused", async (_what, change, message) => {
    expect((await faultsWith(change)).join("\n")).toMatch(message);
  });
});
