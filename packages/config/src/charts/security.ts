import { Kubernetes, Type } from "@chartmodel/schema";
import { annotations } from "./metadata.ts";
import { optionalName } from "./optional-text.ts";

/** The user that both images are built for. */
const user = 10001;

/** What a pod may do: the defaults meet the *restricted* Pod Security Standard. */
export const security = {
  podSecurityContext: Kubernetes.PodSecurityContext({
    description: "Security of the pod; the default meets the restricted Pod Security Standard.",
    default: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
  }),
  securityContext: Kubernetes.SecurityContext({
    description: "Security of the container; the default meets the restricted Pod Security Standard.",
    default: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
  }),
  serviceAccount: Type.Object(
    {
      create: Type.Boolean({ description: "Creates the account.", default: true }),
      name: optionalName(
        "Account that the pods run as; \"\" is the one that is created, of the release's name, or else the namespace's default.",
      ),
      annotations: annotations("the account, as a cloud's workload identity wants them"),
    },
    { description: "Service account of the pods; its token is never mounted." },
  ),
};
