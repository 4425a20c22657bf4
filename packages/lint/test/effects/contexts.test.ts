import type { JsonSchema } from "@chartmodel/json-schema";
import { expect, test } from "vitest";
import { changing, choicesBeside, isSwitch } from "../../src/effects/contexts.ts";
import { leavesOf } from "../../src/effects/leaves.ts";
import { Samples } from "../../src/effects/sample-values.ts";

const service: JsonSchema = {
  type: "object",
  properties: {
    enabled: { type: "boolean" },
    type: { enum: ["ClusterIP", "NodePort", "LoadBalancer"] },
    nodePort: { type: "integer" },
  },
};
const schema: JsonSchema = {
  type: "object",
  properties: { service, other: service, pullPolicy: { enum: ["Always", "Never"] } },
};
const values = {
  service: { enabled: false, type: "ClusterIP", nodePort: 0 },
  other: { enabled: false, type: "ClusterIP", nodePort: 0 },
  pullPolicy: "Always",
};

test("of the choices beside a leaf each is made otherwise, with the switches there as they are and on", () => {
  const leaves = leavesOf(schema);
  const nodePort = leaves.find(({ path }) => path.join(".") === "service.nodePort");
  if (!nodePort) throw new Error("no such leaf");
  const contexts = changing(
    choicesBeside(nodePort, leaves),
    nodePort,
    leaves.filter(isSwitch),
    values,
    new Samples(schema),
  );
  const given = [false, true].flatMap((enabled) =>
    ["NodePort", "LoadBalancer"].map((type) => ({ ...values, service: { enabled, type, nodePort: 0 } })),
  );
  expect(contexts).toEqual(given);
});
