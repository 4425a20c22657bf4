import * as assistantAccounts from "./scenarios/assistant-accounts.mjs";
import * as assistantFaults from "./scenarios/assistant-faults.mjs";
import * as autoscalingOn from "./scenarios/autoscaling-on.mjs";
import * as changeBySentence from "./scenarios/change-by-sentence.mjs";
import * as deletedPod from "./scenarios/deleted-pod.mjs";
import * as documentedCommands from "./scenarios/documented-commands.mjs";
import * as everyEnvironment from "./scenarios/every-environment.mjs";
import * as helmTest from "./scenarios/helm-test.mjs";
import * as innerLoop from "./scenarios/inner-loop.mjs";
import * as install from "./scenarios/install.mjs";
import * as keptClaim from "./scenarios/kept-claim.mjs";
import * as keptSecret from "./scenarios/kept-secret.mjs";
import * as keptVolume from "./scenarios/kept-volume.mjs";
import * as localInstall from "./scenarios/local-install.mjs";
import * as obeyedLog from "./scenarios/obeyed-log.mjs";
import * as otherNamespace from "./scenarios/other-namespace.mjs";
import * as rollback from "./scenarios/rollback.mjs";
import * as rollingUpgrade from "./scenarios/rolling-upgrade.mjs";
import * as rotatedSecret from "./scenarios/rotated-secret.mjs";
import * as shortName from "./scenarios/short-name.mjs";
import * as signUpToTodo from "./scenarios/sign-up-to-todo.mjs";
import * as uninstall from "./scenarios/uninstall.mjs";
import * as wrongValue from "./scenarios/wrong-value.mjs";

/** What is shown in one namespace, in order: a scenario finds what those before it left. */
export const suites = {
  manifests: [everyEnvironment],
  loop: [innerLoop],
  sentences: [changeBySentence, documentedCommands, assistantFaults, obeyedLog],
  ci: [
    install,
    helmTest,
    signUpToTodo,
    shortName,
    otherNamespace,
    wrongValue,
    rotatedSecret,
    rollingUpgrade,
    rollback,
    autoscalingOn,
    deletedPod,
    assistantAccounts,
    uninstall,
  ],
  local: [localInstall, helmTest, keptVolume, keptClaim, keptSecret, uninstall],
};
