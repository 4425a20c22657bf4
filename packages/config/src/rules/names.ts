import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { longestName, type ServiceKey, serviceKeys, serviceName, uncutServiceName } from "../services.ts";

export const objectNames = defineRule(
  "object-name",
  "The names of a release's objects are names of Services too: at most 63 characters, the first a letter.",
  (environment: Environment, report) => {
    for (const key of serviceKeys) {
      const name = uncutServiceName(environment, key);
      const received = environment.releases[key];
      if (name.length > longestName) {
        report(`releases.${key}`, {
          expected: `a name that makes at most ${longestName} characters, not ${name.length} (${name})`,
          received,
          fix: `shorten it, or set ${key}.fullnameOverride`,
        });
      }
      if (name === "kubernetes" && environment.namespaces[key] === "default") {
        report(`${key}.fullnameOverride`, {
          expected: 'another name than "kubernetes", which is the API server\'s in the namespace "default"',
          received: name,
          fix: "choose another one",
        });
      }
      const { create, name: account } = environment[key].serviceAccount;
      if (create && account === "default") {
        report(`${key}.serviceAccount.name`, {
          expected: "an account that is not there: every namespace has this one",
          received: account,
          fix: `choose another one, or set ${key}.serviceAccount.create to false to use that one`,
        });
      }
      if (!/^[a-z]/.test(name)) {
        report(`releases.${key}`, {
          expected: `a name that starts with a letter, as a Service's has to (${name})`,
          received,
          fix: `put a letter before it, or set ${key}.fullnameOverride`,
        });
      }
    }
  },
);

export const distinctNames = defineRule(
  "distinct-names",
  "In one namespace the two services have two releases, two names and two accounts, or one would replace the other.",
  (environment: Environment, report) => {
    const { releases, namespaces, backend, frontend } = environment;
    if (namespaces.backend !== namespaces.frontend) return;
    if (releases.backend === releases.frontend) {
      report("releases.frontend", {
        expected: "another name than releases.backend",
        received: releases.frontend,
        fix: "give each service a release of its own",
      });
    } else if (serviceName(environment, "backend") === serviceName(environment, "frontend")) {
      const path =
        backend.fullnameOverride === ""
          ? "frontend"
          : frontend.fullnameOverride === ""
            ? "backend"
            : "frontend";
      report(`${path}.fullnameOverride`, {
        expected: `a name that the other service does not have (${serviceName(environment, path)})`,
        received: environment[path].fullnameOverride,
        fix: "choose another one",
      });
    } else if (madeAccount(environment, "backend") === madeAccount(environment, "frontend")) {
      report("frontend.serviceAccount.name", {
        expected: "another account than the one that the backend's chart makes",
        received: frontend.serviceAccount.name,
        fix: "choose another one, or set frontend.serviceAccount.create to false to use that one",
      });
    }
  },
);

/** The account that a chart makes; `key` where it makes none, which no account is called. */
function madeAccount(environment: Environment, key: ServiceKey): string {
  const { create, name } = environment[key].serviceAccount;
  return create ? name || serviceName(environment, key) : `(none: ${key})`;
}
