import { AiError } from "./ai-error.mjs";

/** More than this is no answer to what is asked here, in characters. */
const longest = 64_000;

/**
 * Where the language model answers, for this machine: OPENAI_ENDPOINT (it ends with /v1) and OPENAI_API_KEY, else the Ollama of
 * this machine, where the model has one.
 *
 * @returns `{ endpoint, key, name }`.
 * @throws {AiError} where nothing tells.
 */
export function languageModel({ model }, { OPENAI_ENDPOINT, OPENAI_API_KEY } = process.env) {
  const endpoint = OPENAI_ENDPOINT || (model.provider === "Ollama" ? "http://127.0.0.1:11434/v1" : "");
  if (endpoint === "")
    throw new AiError("no language model is set: set OPENAI_ENDPOINT (with /v1) and OPENAI_API_KEY");
  // kubectl-ai and OpenAI's clients want a key, and Ollama takes any.
  return { endpoint: endpoint.replace(/\/+$/, ""), key: OPENAI_API_KEY || "none", name: model.name };
}

/**
 * Asks an OpenAI-compatible endpoint once, for JSON of a schema, as a stream.
 *
 * @param options.seconds how long the whole answer may take.
 * @returns the value; that it fits the schema is the endpoint's promise, and not checked here.
 * @throws {AiError} a sentence for every way in which no such answer comes.
 */
export async function askForJson({ endpoint, key, name }, messages, schema, { seconds, trace }) {
  trace.note("model asked", { endpoint, model: name, messages });
  const body = {
    model: name,
    stream: true,
    temperature: 0,
    messages,
    response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } },
  };
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    const response = await fetch(`${endpoint}/chat/completions`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw new AiError(refusal(response.status, name));
    const text = await streamedText(response.body);
    trace.note("model answered", { text });
    return parsed(text);
  } catch (error) {
    if (error instanceof AiError) throw error;
    if (signal.aborted) throw new AiError(`the language model did not answer within ${seconds} s`);
    throw new AiError(notThere(endpoint, error));
  }
}

/** What an error of `fetch` means. */
export function notThere(endpoint, { message, cause }) {
  return `no language model answers at ${endpoint} (${cause?.code ?? message}): start it, or set OPENAI_ENDPOINT`;
}

/** What a status that is no success means. */
export function refusal(status, name) {
  if (status === 401 || status === 403)
    return "the language model refuses the key (OPENAI_API_KEY): set the right one";
  if (status === 404)
    return `the language model's endpoint does not have the model ${name}, or does not end with /v1`;
  return `the language model answers with HTTP ${status}`;
}

/** The text of a stream of server-sent events, which says of itself that it is whole. */
async function streamedText(body) {
  let text = "";
  let rest = "";
  let isWhole = false;
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop();
    if (rest.length > longest) throw new AiError("the language model's answer is too long");
    for (const line of lines) {
      const data = /^data: ?(.*?)\r?$/.exec(line)?.[1];
      if (data === undefined || data === "") continue;
      if (data === "[DONE]") continue;
      const choice = eventOf(data).choices?.[0];
      if (choice?.delta?.tool_calls?.length > 0)
        throw new AiError(
          `the language model called a tool that it does not have (${choice.delta.tool_calls[0].function?.name ?? "without a name"}): nothing was done`,
        );
      text += choice?.delta?.content ?? "";
      if (text.length > longest) throw new AiError("the language model's answer is too long");
      if (choice?.finish_reason === "length") throw new AiError("the language model's answer was cut off");
      if (choice?.finish_reason) isWhole = true;
    }
  }
  if (!isWhole)
    throw new AiError(
      text === "" ? "the language model answered nothing" : "the language model's answer broke off",
    );
  if (text.trim() === "") throw new AiError("the language model answered nothing");
  return text;
}

function eventOf(data) {
  try {
    const event = JSON.parse(data);
    if (event.error) throw new AiError("the language model's endpoint reports an error");
    return event;
  } catch (error) {
    if (error instanceof AiError) throw error;
    throw new AiError("the language model's stream cannot be read");
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new AiError("the language model answered something else than what it was asked for");
  }
}
