import { expect, test } from "vitest";
import { isNamedSecretAt, isSecretName } from "../src/index.ts";

test.each([
  "API_TOKEN",
  "API_TOKENS",
  "PGPASSWORD",
  "SMTP_PASS",
  "sessionSecret",
  "AWS_ACCESS_KEY",
  "DATABASE_URL",
  "SENTRY_DSN",
  "DB_PWD",
  "JWT_KEY",
  "AZURE_STORAGE_CONNECTION_STRING",
])("%s is the name of a secret", (name) => expect(isSecretName(name)).toBe(true));

test.each([
  "LOG_LEVEL",
  "PASSWORD_FILE",
  "TOKEN_TTL",
  "SORT_KEY",
  "COMPASS_URL",
  "BYPASS",
  "PASSWORD_MIN_LENGTH",
  "PASSWORD_RESET_ENABLED",
  "ACCESS_TOKEN_LIFETIME",
  "JWT_SECRET_ALGORITHM",
  "TOKEN_AUDIENCE",
  "OAUTH_TOKEN_URL",
  "TOKEN_ENDPOINT",
  "PASSWORD_RESET_URL",
  "OLDPWD_TEXT",
  "PWD",
  "SESSION_KEY_PREFIX",
  "TOKENIZERS_PARALLELISM",
  "MAX_TOKENS",
  "LLM_MAX_NEW_TOKENS",
])("%s is not", (name) => expect(isSecretName(name)).toBe(false));

test("only the value beside such a name is secret", () => {
  const data = {
    env: [
      { name: "API_TOKEN", value: { deep: "x" } },
      { name: "LEVEL", value: "x" },
    ],
  };
  expect(isNamedSecretAt(data, ["env", 0, "value"])).toBe(true);
  expect(isNamedSecretAt(data, ["env", 0, "value", "deep"])).toBe(true);
  expect(isNamedSecretAt(data, ["env", 0, "name"])).toBe(false);
  expect(isNamedSecretAt(data, ["env", 1, "value"])).toBe(false);
  expect(isNamedSecretAt(data, ["env", 2, "value"])).toBe(false);
});
