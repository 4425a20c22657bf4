import { AiError } from "./ai-error.mjs";
import { askForJson } from "./language-model.mjs";

/** What a sentence may change: never where it is deployed, who may reach it, or what is secret. */
const proposable = {
  scale: [
    ...["backend", "frontend"].flatMap((key) => [
      `${key}.replicaCount`,
      `${key}.autoscaling.enabled`,
      `${key}.autoscaling.minReplicas`,
      `${key}.autoscaling.maxReplicas`,
      `${key}.autoscaling.targetCPUUtilizationPercentage`,
      `${key}.resources.requests.cpu`,
      `${key}.resources.requests.memory`,
      `${key}.resources.limits.cpu`,
      `${key}.resources.limits.memory`,
      `${key}.disruptionBudget.enabled`,
      `${key}.disruptionBudget.minAvailable`,
    ]),
  ],
  deploy: [
    "images.tag",
    "images.backendDigest",
    "images.frontendDigest",
    "images.pullPolicy",
    "backend.config.logLevel",
    "backend.persistence.size",
    "frontend.service.type",
    "frontend.service.nodePort",
    "database.kind",
  ],
};

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["changes", "reason"],
  properties: {
    changes: {
      type: "array",
      maxItems: 10,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "value"],
        properties: { path: { type: "string" }, value: { type: "string" } },
      },
    },
    reason: { type: "string" },
  },
};

/**
 * What a sentence asks for, as values of the model: the only thing that a language model is asked for.
 *
 * @returns `{ changes: [{ path, value }], reason }`, the values as people write them.
 * @throws {AiError} where it is nothing, or more than such a sentence may change.
 */
export async function wantedChange(model, system, command, sentence, options) {
  const paths = [...proposable.scale, ...proposable.deploy];
  const messages = [
    {
      role: "system",
      content: `You turn a sentence into values of a typed model. Services: ${system.services.map(({ key, name }) => `${key} is ${name}`).join(", ")}. Paths: ${paths.join(", ")}. Answer with JSON of the schema: the changes that the sentence asks for, each value as text, and the sentence's reason. No changes where it asks for none of these. You change nothing yourself.`,
    },
    { role: "user", content: `${command}: ${sentence}` },
  ];
  const answer = await askForJson(model, messages, schema, options);
  const { changes, reason } = answer ?? {};
  const isWellFormed =
    Array.isArray(changes) &&
    changes.length <= schema.properties.changes.maxItems &&
    changes.every((change) => typeof change?.path === "string" && typeof change.value === "string");
  if (!isWellFormed)
    throw new AiError("the language model answered something else than what it was asked for");
  if (changes.length === 0)
    throw new AiError(
      `nothing in the sentence is a change that can be made so; these can: ${paths.join(", ")}`,
    );
  const other = changes.filter(({ path }) => !paths.includes(path));
  if (other.length > 0)
    throw new AiError(
      `the language model wants to change ${other.map(({ path }) => JSON.stringify(path)).join(", ")}, which a sentence may not: nothing was done`,
    );
  return { changes, reason: typeof reason === "string" ? reason.slice(0, 300) : sentence };
}
