import { namedString } from "./named-string.ts";

/**
 * An amount of a resource as Kubernetes writes it: `250m` of a processor, `128Mi` of memory.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const Quantity = namedString({
  title: "Kubernetes quantity",
  pattern: "^[0-9]+(?:\\.[0-9]+)?(?:m|k|Ki|Mi|Gi|Ti|Pi|Ei|M|G|T|P|E)?$",
  examples: ["250m", "128Mi"],
});
