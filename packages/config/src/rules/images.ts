import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { serviceKeys } from "../services.ts";
import { isHosted } from "./stages.ts";

/**
 * A whole version (`1.2.3`, `v1.2.3-rc.1`), a date (`2026-11-26.1`) or a commit (`9f8e7d6`, `sha-9f8e7d6`); `main`,
 * `latest` and `1.2` move.
 */
const immutableTag =
  /^v?\d+\.\d+\.\d+([-._][0-9A-Za-z._-]+)?$|^\d{4}-\d{2}-\d{2}([-._][0-9A-Za-z._-]+)?$|^(sha-)?(?=[a-f]*\d)[0-9a-f]{7,40}$/;

/** Words by which a version tells that it moves, unless something that counts follows, as in `1.2.3-dev.20260115`. */
const movingVersion = /(?:^|[-._])(?:latest|snapshot|nightly|main|master|dev|edge)$/i;

export const immutableImages = defineRule(
  "immutable-image",
  "Outside local and ci, images are pinned by digest, version or commit, and are pulled.",
  ({ stage, images }: Environment, report) => {
    if (!isHosted({ stage })) return;
    const { registry, tag, pullPolicy } = images;
    if (registry === "") {
      report("images.registry", {
        expected: "the registry that the nodes pull from",
        received: registry,
        fix: "name it: images of the node's own are on a developer's machine only",
      });
    }
    const isPinned = serviceKeys.every((key) => images[`${key}Digest`] !== "");
    if (!isPinned && (!immutableTag.test(tag) || movingVersion.test(tag))) {
      report("images.tag", {
        expected: "a version such as 1.2.3 or a commit, which do not move",
        received: tag,
        fix: "name the version to deploy, or both digests",
      });
    }
    if (pullPolicy === "Never") {
      report("images.pullPolicy", {
        expected: '"IfNotPresent" or "Always"',
        received: pullPolicy,
        fix: "let the nodes pull",
      });
    }
  },
);

export const nodeImages = defineRule(
  "node-image",
  "Images of the node's own are not asked of a registry, where they are not.",
  ({ images: { registry, pullPolicy } }: Environment, report) => {
    if (registry !== "" || pullPolicy !== "Always") return;
    report("images.pullPolicy", {
      expected: '"IfNotPresent" or "Never" without a registry',
      received: pullPolicy,
      fix: "change it, or name images.registry",
    });
  },
);

export const pullSecrets = defineRule(
  "pull-secret",
  "A registry's Secrets have names, and each is there once: Helm 4 applies no two of one name.",
  ({ images }: Environment, report) => {
    const seen = new Set<string>();
    for (const [index, { name = "" }] of images.pullSecrets.entries()) {
      if (name === "" || seen.has(name)) {
        report(`images.pullSecrets[${index}].name`, {
          expected: "the name of a Secret that none before it has",
          received: name,
          fix: "name it, or take it out",
        });
      }
      seen.add(name);
    }
  },
);
