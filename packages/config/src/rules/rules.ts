import type { Rule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import {
  autoscalingRange,
  autoscalingRequests,
  disruptionBudgetRoom,
  productionReplicas,
} from "./availability.ts";
import { exposureHost, exposureOnce, ingressTls, nodePortType, nodePortUnique } from "./exposure.ts";
import { immutableImages } from "./images.ts";
import { objectNames } from "./names.ts";
import { probePorts, requestsWithinLimits, shutdownFits } from "./pods.ts";
import { externalDatabase, secretsByReference, sqliteOnePod, sqliteVolume } from "./storage.ts";

/** Every condition between fields, in the order in which issues are shown. */
export const rules: readonly Rule<Environment>[] = [
  nodePortType,
  nodePortUnique,
  exposureHost,
  exposureOnce,
  ingressTls,
  sqliteOnePod,
  sqliteVolume,
  externalDatabase,
  secretsByReference,
  immutableImages,
  requestsWithinLimits,
  probePorts,
  shutdownFits,
  autoscalingRange,
  autoscalingRequests,
  disruptionBudgetRoom,
  productionReplicas,
  objectNames,
];
