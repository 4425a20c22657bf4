import { Type } from "@chartmodel/schema";

const name = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

/** The name of a Kubernetes object, or `""` for none. @default "" */
export const optionalName = (description: string) =>
  Type.String({
    description,
    title: 'name of a Kubernetes object, or ""',
    pattern: `^(${name}(\\.${name})*)?$`,
    maxLength: 253,
    default: "",
  });

/** A DNS label, or `""` for none. @default "" */
export const optionalLabel = (description: string) =>
  Type.String({
    description,
    title: 'DNS label that starts with a letter, or ""',
    pattern: "^([a-z]([-a-z0-9]*[a-z0-9])?)?$",
    maxLength: 63,
    default: "",
  });

/** A web origin (scheme, host and port, without a path), or `""` for none. @default "" */
export const optionalOrigin = (description: string) =>
  Type.String({
    description,
    title: 'origin such as https://todo.example.com, or ""',
    pattern: "^(https?://[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:[0-9]{1,5})?)?$",
    maxLength: 2048,
    default: "",
  });
