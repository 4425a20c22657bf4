import { describe, expect, test } from "vitest";
import { readHelmError } from "../src/helm/helm-error.ts";

describe("readHelmError", () => {
  test.each([
    [
      "Helm 4, inside an included template",
      'Error: shop/templates/x.yaml:1:6\n  executing "shop/templates/x.yaml" at <include "zz" .>:\n    error calling include:\nshop/templates/_h.tpl:2:10\n  executing "zz" at <.Values.q.r.s>:\n    nil pointer evaluating interface {}.r\n\nUse --debug flag to render out invalid YAML\n',
      { code: "template-error", source: "shop/templates/_h.tpl", line: 2 },
    ],
    [
      "Helm 3, on one line",
      'Error: template: shop/templates/x.yaml:3:4: executing "shop/templates/x.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b\n',
      { code: "template-error", source: "shop/templates/x.yaml", line: 3 },
    ],
    [
      "fail",
      "Error: execution error at (shop/templates/x.yaml:1:6): my message\n\nUse --debug flag to render out invalid YAML\n",
      { code: "template-error", source: "shop/templates/x.yaml", line: 1 },
    ],
    [
      "an action that cannot be parsed",
      "Error: parse error at (shop/templates/x.yaml:7): missing value for if\n",
      { code: "template-error", source: "shop/templates/x.yaml", line: 7 },
    ],
    [
      "text that is no YAML",
      "Error: YAML parse error on shop/templates/x.yaml: error converting YAML to JSON: yaml: line 12: did not find expected key\n",
      { code: "manifest-syntax", source: "shop/templates/x.yaml" },
    ],
    [
      "values that the schema refuses",
      "Error: values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- at '/replicas': got string, want integer\n\n",
      { code: "values-refused" },
    ],
    ["no chart", 'Error: path "nowhere" not found\n', { code: "template-error" }],
  ])("reads %s", (_, stderr, expected) => {
    const { message, ...rest } = readHelmError(stderr);
    expect(rest).toEqual(expected);
    expect(message).not.toMatch(/^Error|--debug/);
  });
});
