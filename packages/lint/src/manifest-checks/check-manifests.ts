import { didYouMean } from "@chartmodel/json-schema";
import { refusedByApi } from "../api-rules/refused-by-api.ts";
import type { RenderedManifests } from "../helm/render-chart.ts";
import type { Finding, SourcedFinding } from "../issue/manifest-issue.ts";
import { type Manifest, manifestTitle } from "../manifest/manifest.ts";
import type { ManifestFault } from "../manifest/parse-manifests.ts";
import { checkReferences } from "./check-references.ts";
import { explainError } from "./explain-error.ts";
import type { ManifestValidators } from "./manifest-validators.ts";

/**
 * Checks what a chart renders: that each document is a Kubernetes object, each object against the schema of its kind and
 * against the rules of the API server, and what they say of each other.
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
    const ofSchema = errors?.map((error) => ({ ...explainError(error, manifest), source })) ?? [];
    // What the schema says of a part need not be said again of what is in it.
    const isTold = ({ path }: Finding) => ofSchema.some((told) => isWithin(path, told.path));
    const refused = refusedByApi(manifest).filter((finding) => !isTold(finding));
    findings.push(...ofSchema, ...refused.map((finding) => ({ ...finding, source })));
    if (errors) continue;
    if (apiVersion === "" || kind === "") findings.push({ ...untyped(manifest), source });
    else {
      const kinds = validators.kindsOf(apiVersion);
      if (kinds.length > 0) findings.push({ ...unknownKind(manifest, kinds), source });
      else unchecked.add(`${apiVersion} ${kind}`);
    }
  }
  findings.push(...checkReferences(manifests));
  return { findings, unchecked: [...unchecked].sort() };
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
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
