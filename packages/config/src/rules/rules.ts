import type { Rule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { assistantModel, assistantNamespace, assistantTools } from "./assistants.ts";
import {
  autoscalingRange,
  autoscalingRequests,
  disruptionBudgetRoom,
  productionReplicas,
} from "./availability.ts";
import {
  devPortUnique,
  exposureHost,
  exposureOnce,
  exposureUnique,
  ingressTls,
  nodePortType,
  nodePortUnique,
  proxiesNamed,
} from "./exposure.ts";
import { immutableImages } from "./images.ts";
import { distinctNames, objectNames } from "./names.ts";
import { probePorts, requestsWithinLimits, shutdownFits } from "./pods.ts";
import { policiesEnforced, reachable } from "./reachable.ts";
import { madeSecretSuffices, secretsByReference } from "./secrets.ts";
import { externalDatabase, sqliteOnePod, sqliteVolume } from "./storage.ts";

/** Every condition between fields, in the order in which issues are shown. */
export const rules: readonly Rule<Environment>[] = [
  nodePortType,
  nodePortUnique,
  devPortUnique,
  exposureHost,
  exposureOnce,
  exposureUnique,
  ingressTls,
  proxiesNamed,
  reachable,
  policiesEnforced,
  sqliteOnePod,
  sqliteVolume,
  externalDatabase,
  secretsByReference,
  madeSecretSuffices,
  immutableImages,
  requestsWithinLimits,
  probePorts,
  shutdownFits,
  autoscalingRange,
  autoscalingRequests,
  disruptionBudgetRoom,
  productionReplicas,
  objectNames,
  distinctNames,
  assistantTools,
  assistantModel,
  assistantNamespace,
];
