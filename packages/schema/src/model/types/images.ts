import { namedString } from "./named-string.ts";

/**
 * An image's repository: an optional registry host and a path, without tag or digest.
 *
 * @see https://github.com/distribution/reference
 */
export const ImageRepository = namedString({
  title: "image repository, without tag",
  pattern:
    "^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*$",
  maxLength: 255,
  examples: ["registry.example.com/todo-backend"],
});

/** An image's tag. */
export const ImageTag = namedString({
  title: "image tag",
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$",
  examples: ["1.4.2"],
});

/** An image's digest, or `""` for none. */
export const ImageDigest = namedString({
  title: 'image digest (sha256:...), or ""',
  pattern: "^(?:sha256:[0-9a-f]{64})?$",
  examples: [`sha256:${"0123456789abcdef".repeat(4)}`],
});
