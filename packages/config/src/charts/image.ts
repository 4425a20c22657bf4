import { ImageDigest, ImageRepository, ImageTag, Kubernetes, Type } from "@chartmodel/schema";

/** Which image the pods run. */
export const image = (repository: string) =>
  Type.Object(
    {
      repository: ImageRepository({
        description: "Image without its tag, with the registry in front where it is pulled from one.",
        default: repository,
      }),
      tag: ImageTag({ description: "Tag of the image.", default: "dev" }),
      digest: ImageDigest({
        description: "Digest that pins the image's content; the tag then only tells people its version.",
        default: "",
      }),
      pullPolicy: Type.Enum(["IfNotPresent", "Always", "Never"], {
        description: "When the node pulls the image.",
        default: "IfNotPresent",
      }),
    },
    { description: "Image that the pods run." },
  );

/** Credentials of the registry. */
export const imagePullSecrets = Type.Array(Kubernetes.LocalObjectReference(), {
  description: "Secrets of this namespace, of type dockerconfigjson, with the registry's credentials.",
  default: [],
  examples: [[{ name: "registry-credentials" }]],
});
