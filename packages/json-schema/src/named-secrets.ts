import { isRecord } from "./json.ts";
import { type PathSegments, valueAt } from "./path.ts";

const secretWords =
  /SECRET|PASSW|PASSPHRASE|(?:^|_)PASS(?:$|_)|_PWD$|TOKEN|(?:API|ACCESS|AUTH|PRIVATE|SIGNING|ENCRYPTION|MASTER)_?KEY|(?:JWT|SESSION|COOKIE|HMAC)_?KEY$|CREDENTIAL|CONNECTION_?STRING|DATABASE_URL|(?:^|_)DSN$/i;

/** What says where a secret is, of what kind, or how long, and is none. */
const aboutSecrets =
  /^TOKENIZ|(?:^|_)(?:MAX|MIN)_(?:[A-Z]+_)?TOKENS$|(?:^|_)(?:TOKEN|PASSWORD(?:_RESET)?)_(?:URL|URI|ENDPOINT|HOST)$|_(?:FILE|PATH|NAME|TTL|(?:MILLI)?SECONDS|MINUTES|HOURS|DAYS|LIFETIME|EXPIR(?:Y|ES|ES_IN|ATION)|(?:MIN|MAX)(?:IMUM)?(?:_LENGTH|_AGE)?|LENGTH|ENABLED|REQUIRED|ALGORITHM|ISSUER|AUDIENCE)$/i;

/** Whether the name of a variable tells that its value is nobody's business: `API_TOKEN`, `PGPASSWORD`. */
export function isSecretName(name: string): boolean {
  return secretWords.test(name) && !aboutSecrets.test(name);
}

/** Whether a key of an object holds a secret that no schema can tell of: the `value` beside such a `name`. */
export function isNamedSecret(owner: unknown, key: string | number): boolean {
  return (
    key === "value" && isRecord(owner) && typeof owner["name"] === "string" && isSecretName(owner["name"])
  );
}

/** Whether a path leads to such a secret, or into one. */
export function isNamedSecretAt(data: unknown, path: PathSegments): boolean {
  let node = data;
  for (const step of path) {
    if (isNamedSecret(node, step)) return true;
    node = valueAt(node, [step]);
  }
  return false;
}
