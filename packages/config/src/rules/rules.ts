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
  pageHost,
  plainHttp,
  proxiesNamed,
} from "./exposure.ts";
import { extraVariables, volumesFit } from "./extras.ts";
import { immutableImages, nodeImages, pullSecrets } from "./images.ts";
import { metadataKeys } from "./metadata-keys.ts";
import { distinctNames, objectNames } from "./names.ts";
import { addressRanges, peerForm, peersNamespace } from "./peers.ts";
import {
  livenessPatience,
  probePorts,
  probesAnswered,
  requestsWithinLimits,
  resourceSizes,
  startupWindow,
  volumeSizes,
} from "./pods.ts";
import { policiesEnforced, reachable } from "./reachable.ts";
import { preStopWait, readyInTime, shutdownFits } from "./rollout.ts";
import { affinityFits, spreadFits, tolerationsFit } from "./scheduling.ts";
import {
  distinctSecretKeys,
  madeSecretSuffices,
  noCredentialsInUrls,
  secretsByReference,
} from "./secrets.ts";
import { signInLimited, userFits, volumeGroup } from "./security.ts";
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
  pageHost,
  plainHttp,
  proxiesNamed,
  peerForm,
  addressRanges,
  reachable,
  peersNamespace,
  policiesEnforced,
  sqliteOnePod,
  sqliteVolume,
  externalDatabase,
  secretsByReference,
  noCredentialsInUrls,
  distinctSecretKeys,
  madeSecretSuffices,
  signInLimited,
  immutableImages,
  nodeImages,
  pullSecrets,
  extraVariables,
  volumesFit,
  volumeSizes,
  volumeGroup,
  userFits,
  requestsWithinLimits,
  resourceSizes,
  probePorts,
  probesAnswered,
  startupWindow,
  livenessPatience,
  readyInTime,
  shutdownFits,
  preStopWait,
  tolerationsFit,
  spreadFits,
  affinityFits,
  autoscalingRange,
  autoscalingRequests,
  disruptionBudgetRoom,
  productionReplicas,
  metadataKeys,
  objectNames,
  distinctNames,
  assistantTools,
  assistantModel,
  assistantNamespace,
];
