// kubernetes-models exports each interface a second time under its API name in
// camel case (`IIoK8sApiCoreV1Container`), which tells the group that the
// interface's own name (`IContainer`) leaves out.
const ALIAS = /export type \{ I(\w+) as I(IoK8s\w+),/;

// Parts whose own name has a hyphen, which camel case has lost.
const HYPHENATED: Record<string, string> = {
  "apiextensions.apiserver": "apiextensions-apiserver",
  "kube.aggregator": "kube-aggregator",
};

/** The name that Kubernetes' OpenAPI document gives to what a `.d.ts` of kubernetes-models declares. */
export function definitionName(declarations: string): string | undefined {
  const [, name, alias] = ALIAS.exec(declarations) ?? [];
  if (name === undefined || alias === undefined) return undefined;
  const group =
    alias
      .slice(0, -name.length)
      .match(/[A-Z][a-z0-9]*/g)
      ?.join(".")
      .toLowerCase() ?? "";
  const spelled = Object.entries(HYPHENATED).reduce((text, [from, to]) => text.replace(from, to), group);
  return `${spelled}.${name}`;
}
