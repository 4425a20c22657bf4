import { appendPath, didYouMean, formatPath, isRecord, pointerSegments } from "@chartmodel/json-schema";
import type { ErrorObject } from "ajv";
import type { Finding } from "../issue/manifest-issue.ts";
import { type Manifest, manifestTitle } from "../manifest/manifest.ts";
import { shownAt } from "../manifest/shown-at.ts";
import { rulesKeyword } from "./schema-rules.ts";

/** Says what one error of ajv means for the manifest that it was found in. */
export function explainError(error: ErrorObject, manifest: Manifest): Finding {
  const segments = pointerSegments(error.instancePath, manifest.content);
  const path = formatPath(segments);
  const title = manifestTitle(manifest);
  if (error.keyword === "additionalProperties") {
    const key = String(error.params.additionalProperty);
    const known = knownKeys(error.parentSchema);
    return {
      path: appendPath(path, key),
      code: "manifest-unknown-field",
      manifest: title,
      expected: `one of ${known.join(", ")}`,
      received: key,
      message: `${title}: ${appendPath(path, key)} is no field that Kubernetes knows${didYouMean(key, known)}`,
    };
  }
  if (error.keyword === "required") {
    const key = String(error.params.missingProperty);
    const missing = appendPath(path, key);
    const expected = "a value";
    const message = `${title}: ${missing} is missing; Kubernetes requires it`;
    return {
      path: missing,
      code: "manifest-invalid",
      manifest: title,
      expected,
      received: "nothing",
      message,
    };
  }
  if (error.keyword === rulesKeyword) return brokenRule(error, path, title);
  const expected = expectation(error);
  const received = shownAt(manifest, segments);
  return {
    path,
    code: "manifest-invalid",
    manifest: title,
    expected,
    received,
    message: `${title}: ${path} must be ${expected}, found ${received}`,
  };
}

function brokenRule({ params, message = "" }: ErrorObject, path: string, title: string): Finding {
  return {
    path,
    code: "manifest-invalid",
    manifest: title,
    expected: String(params.rule),
    received: "something else",
    message: `${title}: ${path}: ${message}`,
  };
}

function expectation({ keyword, params, parentSchema, message = "" }: ErrorObject): string {
  switch (keyword) {
    case "type":
      return [params.type].flat().join(" or ");
    case "enum":
      return `one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}`;
    case "const":
      return JSON.stringify(params.allowedValue);
    case "minimum":
    case "maximum":
      return rangeOf(parentSchema);
    case "pattern":
      return typeof parentSchema?.description === "string"
        ? parentSchema.description.replace(/^A /, "a ").replace(/\.$/, "")
        : `text that matches ${params.pattern}`;
    default:
      return message.replace(/^must (be |have )?/, "");
  }
}

function rangeOf(schema: Record<string, unknown> = {}): string {
  const { minimum, maximum } = schema;
  if (minimum === undefined) return `at most ${maximum}`;
  return maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}

function knownKeys(schema: unknown): string[] {
  return isRecord(schema) && isRecord(schema.properties) ? Object.keys(schema.properties).sort() : [];
}
