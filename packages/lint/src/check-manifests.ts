import { didYouMean } from "@chartmodel/json-schema";
import { checkReferences } from "./check-references.ts";
import { explainError } from "./explain-error.ts";
import { type Manifest, manifestTitle } from "./manifest.ts";
import type { Finding } from "./manifest-issue.ts";
import type { ManifestValidators } from "./manifest-validators.ts";
import type { ManifestFault } from "./parse-manifests.ts";
import type { RenderedManifests } from "./render-chart.ts";

/** A fault of a manifest and the template that rendered it. */
export type SourcedFinding = Finding & { readonly source: string };

/**
 * Checks what a chart renders: that each document is a Kubernetes object, each object against the schema of its kind, and
 * what they say of each other.
 *
 * @returns the faults, and the kinds that there is no schema of, as `monitoring.coreos.com/v1 ServiceMonitor`.
 */
export async function checkManifests(
  { manifests, faults }: RenderedManifests,
  validators: ManifestValidators,
): Promise<{ findings: SourcedFinding[]; unchecked: string[] }> {
  const findings: SourcedFinding[] = faults.map(syntaxFault);
  const unchecked = new Set<string>();
  for (const manifest of manifests) {
    const { source, apiVersion, kind } = manifest;
    const errors = await validators.validate(manifest);
    if (errors) findings.push(...errors.map((error) => ({ ...explainError(error, manifest), source })));
    else if (apiVersion === "" || kind === "") findings.push({ ...untyped(manifest), source });
    else {
      const kinds = validators.kindsOf(apiVersion);
      if (kinds.length > 0) findings.push({ ...unknownKind(manifest, kinds), source });
      else unchecked.add(`${apiVersion} ${kind}`);
    }
  }
  findings.push(...checkReferences(manifests));
  return { findings, unchecked: [...unchecked].sort() };
}

function syntaxFault({ source, message }: ManifestFault): SourcedFinding {
  return {
    source,
    path: "",
    code: "manifest-syntax",
    expected: "YAML of a Kubernetes object",
    received: "other text",
    message,
  };
}

function untyped(manifest: Manifest): Finding {
  const path = manifest.apiVersion === "" ? "apiVersion" : "kind";
  const title = manifestTitle(manifest) || "A document";
  return {
    path,
    code: "manifest-invalid",
    expected: "text",
    received: "nothing",
    message: `${title} has no ${path}; every manifest names its apiVersion and kind`,
  };
}

function unknownKind(manifest: Manifest, kinds: readonly string[]): Finding {
  const { apiVersion, kind } = manifest;
  return {
    path: "kind",
    code: "manifest-invalid",
    manifest: manifestTitle(manifest),
    expected: `one of ${kinds.join(", ")}`,
    received: kind,
    message: `${manifestTitle(manifest)}: ${apiVersion} has no kind ${JSON.stringify(kind)}${didYouMean(kind, kinds)}`,
  };
}
