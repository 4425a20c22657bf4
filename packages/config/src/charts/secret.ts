import { DnsSubdomain, Type } from "@chartmodel/schema";

const key = (description: string, name: string) =>
  Type.String({
    description,
    title: "key of a Secret: letters, digits, -, _ and .",
    pattern: "^[-._a-zA-Z0-9]{1,253}$",
    default: name,
  });

const urlKey = (of: string, name: string) =>
  key(`Key of the ${of}PostgreSQL URL; not read with SQLite.`, name);

/** The key of each service's database URL: neither service is given the other's. */
export const databaseUrlKeys = {
  backendDatabaseUrlKey: urlKey("backend's ", "BACKEND_DATABASE_URL"),
  frontendDatabaseUrlKey: urlKey("frontend's ", "FRONTEND_DATABASE_URL"),
};

/** The Secret that both charts refer to; no value of it is ever in a values file. One of the charts may make it. */
export const secret = ({ create, databaseUrlKey }: { create: boolean; databaseUrlKey: string }) =>
  Type.Object(
    {
      create: Type.Boolean({
        description: "Makes the Secret once, with random values for both secrets; for local use with SQLite.",
        default: create,
      }),
      name: DnsSubdomain({
        description: "Name of the Secret, in the release's namespace.",
        default: "todo-secrets",
      }),
      databaseUrlKey: urlKey("", databaseUrlKey),
      authSecretKey: key(
        "Key of the secret that signs sessions; only the frontend reads it.",
        "BETTER_AUTH_SECRET",
      ),
      tokenSecretKey: key(
        "Key of the secret that signs the frontend's tokens for the backend.",
        "API_TOKEN_SECRET",
      ),
      revision: Type.String({
        description: "Any text; a change restarts the pods, for a rotation that Helm cannot look up.",
        title: "at most 63 letters, digits, -, _ and .",
        pattern: "^[-._a-zA-Z0-9]{0,63}$",
        default: "",
      }),
    },
    { description: "Secret with what others must not read." },
  );
