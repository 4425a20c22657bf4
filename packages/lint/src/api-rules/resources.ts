import { isRecord } from "@chartmodel/json-schema";
import { qualifiedName } from "./formats.ts";
import { notNegative, quantityOf } from "./quantity.ts";
import { type Check, isEmpty, type Refusal, type Rule, recordOf } from "./rule.ts";

const whole = 1_000_000_000n;

/** core/validation: ValidateContainerResourceRequirements, of a container. */
export const resourceRules: readonly Rule[] = [
  ["resources.limits|requests", namesOfResources],
  ["resources.limits|requests.*", notNegative],
  ["resources.limits|requests", wholeNumbers],
  ["resources", withinLimits],
];

// core/helper: IsNativeResource, IsExtendedResourceName, IsOvercommitAllowed.
const isNative = (name: string) => !name.includes("/") || name.includes("kubernetes.io/");
const isExtended = (name: string) => !isNative(name) && !name.startsWith("requests.");
const isHugePages = (name: string) => name.startsWith("hugepages-");
const isOvercommitted = (name: string) => isNative(name) && !isHugePages(name);

function* namesOfResources(value: unknown): ReturnType<Check> {
  for (const name of Object.keys(recordOf(value))) {
    const isKnown = ["cpu", "memory", "ephemeral-storage"].includes(name) || isHugePages(name);
    if (name.includes("/") ? qualifiedName.is(name) && !name.startsWith("requests.") : isKnown) continue;
    yield {
      at: [name],
      expected: "under cpu, memory, ephemeral-storage, hugepages-<size> or a name as example.com/gpu",
      received: JSON.stringify(name),
    };
  }
}

function* wholeNumbers(value: unknown): ReturnType<Check> {
  for (const [name, amount] of Object.entries(recordOf(value)))
    if (isExtended(name) && (quantityOf(amount) ?? 0n) % whole !== 0n)
      yield { at: [name], expected: "a whole number, as nobody can have a part of such a resource" };
}

function* withinLimits(value: unknown): Generator<Refusal> {
  const { limits, requests } = recordOf(value);
  for (const [name, asked] of Object.entries(recordOf(requests))) {
    const limit = recordOf(limits)[name];
    const at = ["requests", name];
    if (isEmpty(limit)) {
      if (!isOvercommitted(name))
        yield {
          at: ["limits", name],
          expected: `as much as is requested (${asked}): ${name} cannot be shared`,
        };
      continue;
    }
    const [amount, most] = [quantityOf(asked), quantityOf(limit)];
    if (amount === undefined || most === undefined) continue;
    if (!isOvercommitted(name) && amount !== most)
      yield { at, expected: `what its limit is (${limit}): ${name} cannot be shared` };
    else if (amount > most) yield { at, expected: `at most its limit (${limit})` };
  }
}

/** core/validation: validateResourceClaimNames, of a pod's spec. */
export function* claimedResources(value: unknown): ReturnType<Check> {
  const pod = recordOf(value);
  const known = listOf(pod.resourceClaims).map(({ name }) => name);
  for (const kind of ["initContainers", "containers"])
    for (const [index, container] of listOf(pod[kind]).entries())
      for (const [at, { name }] of listOf(recordOf(container.resources).claims).entries())
        if (!known.includes(name))
          yield {
            at: [kind, index, "resources", "claims", at, "name"],
            expected:
              known.length === 0
                ? "left out, as the pod has no resourceClaims"
                : `one of ${known.join(", ")}`,
          };
}

const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);
