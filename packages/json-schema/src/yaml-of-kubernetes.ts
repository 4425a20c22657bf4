/** A tag of the library `yaml`. */
interface Tag {
  readonly tag: string;
  readonly format?: string;
}

/**
 * YAML as the API server and Helm read it, for the library `yaml`: 1.1 without the numbers in base 60 and the timestamps,
 * and with octal numbers of 1.2.
 */
export const yamlOfKubernetes = {
  version: "1.1",
  prettyErrors: true,
  // A warning would print the text, which may be a secret.
  logLevel: "error",
  customTags: <T extends string | Tag>(tags: readonly T[]): (T | "intOct")[] => [
    ...tags.filter((tag) => typeof tag === "string" || !isOfTime(tag)),
    "intOct",
  ],
} as const;

const isOfTime = ({ tag, format }: Tag): boolean => tag.endsWith(":timestamp") || format === "TIME";
