import { DnsSubdomain, ImageDigest, ImageRepository, ImageTag, Type } from "@chartmodel/schema";

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
      pullSecrets: Type.Array(DnsSubdomain({ description: "Name of a Secret of type dockerconfigjson." }), {
        description: "Secrets of this namespace that hold the registry's credentials.",
        default: [],
      }),
    },
    { description: "Image that the pods run." },
  );
