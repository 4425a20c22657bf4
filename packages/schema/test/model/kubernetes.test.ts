import { definitionNames } from "@chartmodel/kubernetes";
import Type, { type Static } from "typebox";
import { describe, expect, expectTypeOf, test } from "vitest";
import { Kubernetes } from "../../src/model/types/kubernetes.ts";

describe("Kubernetes", () => {
  test("has a builder for every type", () => {
    expect(Object.keys(Kubernetes)).toEqual(Object.keys(definitionNames));
  });

  test("puts the definition beside the options, not in a $ref that hides them", () => {
    const options = { description: "What a pod asks for.", default: { requests: { cpu: "50m" } } };
    expect(Kubernetes.ResourceRequirements(options)).toEqual({
      ...options,
      allOf: [{ $ref: "#/definitions/io.k8s.api.core.v1.ResourceRequirements" }],
    });
  });

  test("is typed by what Kubernetes knows of the object", () => {
    const model = Type.Object({ tolerations: Type.Array(Kubernetes.Toleration()) });
    type Item = Static<typeof model>["tolerations"][number];
    expectTypeOf<{ key: string; effect: "NoSchedule" }>().toExtend<Item>();
    expectTypeOf<{ effect: "NoShedule" }>().not.toExtend<Item>();
    // @ts-expect-error: a default is checked too
    Kubernetes.Toleration({ default: { effect: "NoShedule" } });
  });

  test("keeps a default in the type, and only then", () => {
    const defaulted = Kubernetes.Probe({ default: {} });
    const bare = Kubernetes.Probe({ description: "Readiness." });
    expectTypeOf(defaulted).toExtend<{ default: unknown }>();
    expectTypeOf(bare).not.toExtend<{ default: unknown }>();
  });
});
