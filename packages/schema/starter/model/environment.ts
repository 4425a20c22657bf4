import { defineModel, environmentsOf, ImageTag, Type, type Values } from "@chartmodel/schema";

/** What differs between environments. */
export const environment = defineModel({
  name: "environment",
  values: Type.Object({
    size: Type.Enum(["small", "large"], { description: "How much it serves.", default: "small" }),
    host: Type.String({ description: 'Host name that it is reached by; "" for none.', default: "" }),
    tag: ImageTag({ description: "Version of the image.", default: "1.29" }),
  }),
});

export type Environment = Values<typeof environment>;

export const defineEnvironment = environmentsOf(environment);
