import { formatPath } from "@chartmodel/json-schema";
import type { Finding } from "../issue/manifest-issue.ts";
import { type Manifest, manifestTitle } from "../manifest/manifest.ts";
import { shownAt } from "../manifest/shown-at.ts";
import { placesOf } from "./places.ts";
import { rulesOfKind } from "./rules-of-kind.ts";

/**
 * What the API server would refuse in an object although it has the shape of its kind: the rules of Kubernetes' own
 * validation (k8s.io/kubernetes, pkg/apis), which no schema holds. Where versions differ, the most generous counts.
 */
export function refusedByApi(manifest: Manifest): Finding[] {
  const { apiVersion, kind, content } = manifest;
  const title = manifestTitle(manifest);
  const findings: Finding[] = [];
  for (const [rule, check] of rulesOfKind(apiVersion, kind))
    for (const { path: start, value } of placesOf(content, rule))
      for (const { at = [], expected, received } of check(value, content)) {
        const segments = [...start, ...at];
        const path = formatPath(segments);
        const found = received ?? shownAt(manifest, segments);
        const message = `${title}: ${path} must be ${expected}, found ${found}`;
        findings.push({
          path,
          code: "manifest-refused",
          manifest: title,
          expected,
          received: found,
          message,
        });
      }
  return findings;
}
