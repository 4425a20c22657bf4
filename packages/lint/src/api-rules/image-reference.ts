import type { Format } from "./formats.ts";

// github.com/distribution/reference, by which the kubelet reads an image's name; the API server takes any text.
const domainPart = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathPart = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const tag = "[\\w][\\w.-]{0,127}";
const digest = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const reference = new RegExp(`^(?:${domain}/)?${pathPart}(?:/${pathPart})*(?::${tag})?(?:@${digest})?$`);

/** The name of an image, with its registry, tag and digest. */
export const imageReference: Format = {
  // Blanks around it are a sign of other systems, and are let through as the API server lets them.
  is: (text) => text.length <= 1024 && (text.trim() === "" || reference.test(text)),
  expected: "an image as registry.example.com/name:tag",
};
