import { DnsSubdomain, Type } from "@chartmodel/schema";

const key = (description: string, name: string) =>
  Type.String({
    description,
    title: "key of a Secret: letters, digits, -, _ and .",
    pattern: "^[-._a-zA-Z0-9]{1,253}$",
    default: name,
  });

/** The Secret that both charts refer to; no value of it is ever in a values file. One of the charts may make it. */
export const secret = (create: boolean) =>
  Type.Object(
    {
      create: Type.Boolean({
        description: "Makes the Secret once, with a random authentication secret; for local use with SQLite.",
        default: create,
      }),
      name: DnsSubdomain({
        description: "Name of the Secret, in the release's namespace.",
        default: "todo-secrets",
      }),
      databaseUrlKey: key("Key of the PostgreSQL URL; not read with SQLite.", "DATABASE_URL"),
      authSecretKey: key("Key of the secret that signs sessions and tokens.", "BETTER_AUTH_SECRET"),
      revision: Type.String({
        description: "Any text; a change restarts the pods, for a rotation that Helm cannot look up.",
        title: "at most 63 letters, digits, -, _ and .",
        pattern: "^[-._a-zA-Z0-9]{0,63}$",
        default: "",
      }),
    },
    { description: "Secret with what others must not read." },
  );
