import type { JsonSchema } from "@chartmodel/json-schema";

/** The name under which a schema holds {@link subchartValueDefinition}. */
export const subchartValueName = "SubchartValue";

export const subchartValueDefinition: JsonSchema = { title: "value of a subchart" };
