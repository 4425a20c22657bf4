import { dataKey } from "./formats.ts";
import { type Check, keys, type Rule, recordOf } from "./rule.ts";

/** Most bytes of a ConfigMap or a Secret: core.MaxSecretSize. */
const mostBytes = 1024 * 1024;

/** core/validation: ValidateConfigMap. */
export const configMapRules: readonly Rule[] = [
  ["data", keys(dataKey)],
  ["binaryData", keys(dataKey)],
  ["", size("data", "binaryData")],
  ["", inOneOnly],
];

/** core/validation: ValidateSecret. */
export const secretRules: readonly Rule[] = [
  ["data", keys(dataKey)],
  ["stringData", keys(dataKey)],
  ["", size("stringData", "data")],
  ["", keysOfType],
];

function* inOneOnly(value: unknown): ReturnType<Check> {
  const { data, binaryData } = recordOf(value);
  for (const key of Object.keys(recordOf(binaryData)))
    if (Object.hasOwn(recordOf(data), key))
      yield {
        at: ["data", key],
        expected: "under a key that binaryData does not have",
        received: JSON.stringify(key),
      };
}

/** `data` of a Secret and `binaryData` of a ConfigMap are Base64; what is in both of a Secret's counts once. */
function size(first: "data" | "stringData", second: "data" | "binaryData"): Check {
  return function* (value) {
    const content = recordOf(value);
    const sizes = new Map<string, number>();
    for (const [key, item] of Object.entries(recordOf(content[second])))
      if (typeof item === "string") sizes.set(key, Buffer.byteLength(item, "base64"));
    for (const [key, item] of Object.entries(recordOf(content[first])))
      if (typeof item === "string") sizes.set(key, Buffer.byteLength(item));
    const bytes = [...sizes.values()].reduce((sum, one) => sum + one, 0);
    if (bytes > mostBytes)
      yield { at: ["data"], expected: `at most ${mostBytes} bytes in all`, received: `${bytes}` };
  };
}

const wanted: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
};

function* keysOfType(value: unknown): ReturnType<Check> {
  const { type, data, stringData } = recordOf(value);
  for (const key of typeof type === "string" && Object.hasOwn(wanted, type) ? (wanted[type] ?? []) : [])
    if (!Object.hasOwn(recordOf(data), key) && !Object.hasOwn(recordOf(stringData), key))
      yield { at: ["data", key], expected: `a value, as every Secret of the type ${type} has one` };
}
