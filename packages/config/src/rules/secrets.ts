import { defineRule, isSecretName } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { eachService } from "./each-service.ts";

export const secretsByReference = defineRule(
  "secret-reference",
  "Secrets are referred to: the chart makes one only locally, and no variable holds one as text.",
  (environment: Environment, report) => {
    if (environment.secret.create && environment.stage !== "local") {
      report("secret.create", {
        expected: "false outside local",
        received: true,
        fix: "create the Secret beforehand and name it",
      });
    }
    eachService(({ extraEnv }, reportBelow) => {
      for (const [index, { name, value }] of extraEnv.entries()) {
        if (!value || !isSecretName(name) || isReference(value)) continue;
        reportBelow(`extraEnv[${index}].value`, {
          expected: `no text for ${name}`,
          received: "(hidden)",
          fix: "use valueFrom.secretKeyRef",
        });
      }
    })(environment, report);
  },
);

export const madeSecretSuffices = defineRule(
  "made-secret",
  "The Secret that the backend's chart makes is in the backend's namespace and holds no database URL: the frontend must be there too, and the database SQLite.",
  ({ stage, secret, namespaces, database }: Environment, report) => {
    // Elsewhere no chart may make it at all.
    if (!secret.create || stage !== "local") return;
    const fix = "set it to false and create the Secret beforehand, in every namespace";
    if (namespaces.backend !== namespaces.frontend) {
      report("secret.create", {
        expected: `false with two namespaces (${namespaces.backend} and ${namespaces.frontend})`,
        received: true,
        fix,
      });
    }
    if (database.kind === "postgres") {
      report("secret.create", {
        expected: "false with PostgreSQL, whose URLs nobody can make up",
        received: true,
        fix,
      });
    }
  },
);

export const distinctSecretKeys = defineRule(
  "secret-keys",
  "Every secret has a key of its own in the Secret; the URLs of one database may share theirs.",
  ({ secret, database }: Environment, report) => {
    const { authSecretKey, tokenSecretKey, backendDatabaseUrlKey, frontendDatabaseUrlKey } = secret;
    const keys: [field: string, key: string, isUrl: boolean][] = [
      ["authSecretKey", authSecretKey, false],
      ["tokenSecretKey", tokenSecretKey, false],
    ];
    if (database.kind === "postgres") {
      keys.push(["backendDatabaseUrlKey", backendDatabaseUrlKey, true]);
      keys.push(["frontendDatabaseUrlKey", frontendDatabaseUrlKey, true]);
    }
    for (const [index, [field, key, isUrl]] of keys.entries()) {
      const [other, , isOthersUrl] = keys.findLast((entry, at) => at < index && entry[1] === key) ?? [];
      if (other && !(isUrl && isOthersUrl)) {
        report(`secret.${field}`, {
          expected: `another key than secret.${other}: each holds a secret of its own`,
          received: key,
          fix: "name the key that holds this one",
        });
      }
    }
  },
);

/** Whether Kubernetes puts the secret into a text, from a variable before it: all of it, or the password of its URL. */
const isReference = (text: string): boolean =>
  /^([a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:)?\$\([A-Za-z_][A-Za-z0-9_.-]*\)(?:@[^\s@]*)?$/i.test(text);

/** What every such URL has: it is looked for in a tenth of the time. */
const passwordInText = /:\/\/[^\s/?#:@]*:[^\s/?#@]+@/;

/** A URL with a password in it, and not with a variable's name in its place. */
const urlWithPassword = /[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:(?!\$\([A-Za-z_][A-Za-z0-9_.-]*\)@)[^\s/?#@]+@/i;

export const noCredentialsInUrls = defineRule(
  "url-credentials",
  "No value has a URL with a password in it: values are kept in git, and in the cluster for all to read.",
  (environment: Environment, report) => {
    // Nearly always there is none: paths are made only where there is one.
    if (!hasPassword(environment)) return;
    for (const path of passwords(environment)) {
      report(path, {
        expected: "a URL without a password",
        received: "(hidden)",
        fix: "keep it in a Secret, and refer to that with extraEnv's valueFrom.secretKeyRef",
      });
    }
  },
);

/** The shortest of them is `a://:b@`. */
const shortest = 7;

/** Whether a value has a URL with a password anywhere. */
function hasPassword(value: unknown): boolean {
  if (typeof value === "string")
    return value.length >= shortest && passwordInText.test(value) && urlWithPassword.test(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (hasPassword(item)) return true;
    return false;
  }
  for (const key in value) if (hasPassword((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** Where a value has a URL with a password. */
function passwords(value: unknown): (string | number)[][] {
  if (typeof value === "string") return urlWithPassword.test(value) ? [[]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    passwords(item).map((path) => [Array.isArray(value) ? Number(key) : key, ...path]),
  );
}
