import { quantityValue } from "./quantity-value.ts";

/**
 * What a node can give, and what the services work with: at 96Mi the frontend is killed when people sign up, and a pod
 * that has written more than its ephemeral storage is evicted: a node keeps up to 50Mi of a container's log.
 */
export const resourceBounds = {
  memory: { requests: bounds("1Mi", "1Ti"), limits: bounds("128Mi", "1Ti") },
  "ephemeral-storage": { requests: bounds("0", "1Ti"), limits: bounds("64Mi", "1Ti") },
  cpu: { requests: bounds("0", "64"), limits: bounds("20m", "64") },
} as const;

function bounds(least: string, most: string) {
  return { least: quantityValue(least), most: quantityValue(most), text: `${least} to ${most}` };
}
