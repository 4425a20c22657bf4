import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { eachService } from "./each-service.ts";
import { isHosted } from "./stages.ts";

export const userFits = defineRule(
  "run-as-user",
  "Pods that must not run as root do not: the node would refuse to start them.",
  eachService(({ podSecurityContext, securityContext }, report) => {
    const runAsNonRoot = securityContext.runAsNonRoot ?? podSecurityContext.runAsNonRoot;
    const runAsUser = securityContext.runAsUser ?? podSecurityContext.runAsUser;
    if (runAsNonRoot !== true || runAsUser !== 0) return;
    const isContainers = securityContext.runAsUser !== undefined;
    report(`${isContainers ? "securityContext" : "podSecurityContext"}.runAsUser`, {
      expected: "another user than 0 with runAsNonRoot",
      received: runAsUser,
      fix: "leave it out: the image has a user of its own, 10001",
    });
  }),
);

export const volumeGroup = defineRule(
  "volume-group",
  "The volume of SQLite belongs to the group of the pods, or they may not write to it.",
  eachService(({ podSecurityContext, securityContext }, report, { database }) => {
    const runAsUser = securityContext.runAsUser ?? podSecurityContext.runAsUser;
    if (database.kind !== "sqlite" || podSecurityContext.fsGroup !== undefined || runAsUser === 0) return;
    report("podSecurityContext.fsGroup", {
      expected: "the group of the pods with SQLite, as most volumes belong to root",
      received: undefined,
      fix: "set it, for instance to 10001",
    });
  }),
  { severity: "warning" },
);

export const signInLimited = defineRule(
  "sign-in-limit",
  "Staging and production slow repeated sign-in attempts down.",
  (environment: Environment, report) => {
    if (!isHosted(environment) || environment.frontend.config.authRateLimit) return;
    report("frontend.config.authRateLimit", {
      expected: `true in ${environment.stage}`,
      received: false,
      fix: "turn it on: passwords could be guessed without end",
    });
  },
);
