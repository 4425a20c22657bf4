import { isRecord } from "@chartmodel/json-schema";
import { dnsLabel, dnsSubdomain, type Format, hostname, portName } from "./formats.ts";
import { below, type Check, isEmpty, needs, oneOf, type Rule, range, recordOf, text } from "./rule.ts";

const absolutePath: Format = { is: (text) => text.startsWith("/"), expected: "a path that begins with /" };

/** What would be another path once a proxy has read it. */
const ambiguous = /\/\/|\/\.\.?(?:\/|$)|%2f/i;

const plainPath: Format = {
  is: (text) => absolutePath.is(text) && !ambiguous.test(text),
  expected: "a path that begins with / and has no //, /./, /../ or %2f",
};

const backendRules: readonly Rule[] = [
  ["", oneBackend],
  ["service", needs("name")],
  ["service.name", text(dnsLabel, { orEmpty: true })],
  ["service", onePort],
  ["service.port.name", text(portName, { orEmpty: true })],
  ["service.port.number", range(0, 65_535)],
];

/** networking/validation: ValidateIngressSpec. */
export const ingressRules: readonly Rule[] = [
  ["spec", someRule],
  ["", oneClass],
  ["spec.ingressClassName", text(dnsSubdomain)],
  ...below("spec.defaultBackend", backendRules),
  ["spec.rules[].host", text(hostname, { orEmpty: true })],
  ["spec.rules[].host", noAddress],
  ["spec.rules[].http", needs("paths")],
  ["spec.rules[].http.paths[]", needs("pathType")],
  ["spec.rules[].http.paths[].pathType", oneOf("Exact", "Prefix", "ImplementationSpecific")],
  ["spec.rules[].http.paths[]", path],
  ...below("spec.rules[].http.paths[].backend", backendRules),
  ["spec.tls[].hosts[]", text(hostname)],
  ["spec.tls[].secretName", text(dnsSubdomain, { orEmpty: true })],
];

function* someRule(value: unknown): ReturnType<Check> {
  const { rules, defaultBackend } = recordOf(value);
  if (isEmpty(rules) && defaultBackend === undefined)
    yield { at: ["rules"], expected: "a list of at least one rule, unless there is a defaultBackend" };
}

const classAnnotation = "kubernetes.io/ingress.class";

function* oneClass(value: unknown): ReturnType<Check> {
  const { metadata, spec } = recordOf(value);
  const annotated = recordOf(recordOf(metadata).annotations)[classAnnotation];
  const { ingressClassName } = recordOf(spec);
  if (annotated !== undefined && ingressClassName !== undefined && annotated !== ingressClassName)
    yield {
      at: ["metadata", "annotations", classAnnotation],
      expected: `left out, as ingressClassName is ${JSON.stringify(ingressClassName)}`,
    };
}

function* noAddress(value: unknown): ReturnType<Check> {
  if (typeof value === "string" && /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value))
    yield { expected: "a DNS name and no address" };
}

function* path(value: unknown, manifest: Readonly<Record<string, unknown>>): ReturnType<Check> {
  const { path: own = "", pathType } = recordOf(value);
  const isPlain = pathType === "Exact" || pathType === "Prefix";
  if (!isPlain && pathType !== "ImplementationSpecific") return;
  for (const refusal of text(isPlain ? plainPath : absolutePath, { orEmpty: !isPlain })(own, manifest))
    yield { ...refusal, at: ["path"] };
}

function* oneBackend(value: unknown): ReturnType<Check> {
  const { service, resource } = recordOf(value);
  if (isRecord(service) === isRecord(resource)) yield { expected: "what has either a service or a resource" };
}

function* onePort(value: unknown): ReturnType<Check> {
  const { name, number } = recordOf(recordOf(value).port);
  const [isNamed, isNumbered] = [!isEmpty(name), !isEmpty(number) && number !== 0];
  if (isNamed === isNumbered) yield { at: ["port"], expected: "what has either a name or a number" };
}
