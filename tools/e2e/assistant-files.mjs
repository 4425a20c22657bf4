import { environmentsOf, evaluate } from "@chartmodel/schema";
import { parseAllDocuments } from "yaml";
import project from "../../chartmodel.config.ts";

const defineEnvironment = environmentsOf(project);

/** The objects that the accounts of an environment consist of, as `chartmodel render` writes them, for one namespace. */
export function assistantAccess(namespace) {
  const environment = defineEnvironment({
    name: "assisted",
    extends: "ci",
    namespaces: { backend: namespace, frontend: namespace },
    ai: { enabled: true, model: { peers: [{ ipBlock: { cidr: "127.0.0.1/32" } }] } },
  });
  const evaluation = evaluate(project, environment);
  const files = project.outputs.flatMap((output) => [
    ...(output.environmentFiles?.(evaluation, project) ?? []),
  ]);
  const { content } = files.find(({ path }) => path.endsWith("/ai/access.yaml"));
  return parseAllDocuments(content).map((document) => document.toJS());
}
