import { Agent, request } from "node:http";
import { interruption } from "../../tools/lib/interruption.mjs";
import { median } from "../pairs.mjs";

/** A request that can be sent again and again. */
export interface Target {
  url: string;
  method?: "GET" | "POST";
  /** Asked for each time, outside of what is timed: a token or a cookie may have run out. */
  headers?: () => Promise<Readonly<Record<string, string>>>;
  body?: unknown;
}

export interface Comparison {
  /** How long `target` takes, with `base` as 1. */
  ratio: number;
  /** Milliseconds that one request takes. */
  target: number;
  base: number;
}

const agent = new Agent({ keepAlive: true });

/**
 * Times two requests in turn, so that what else the machine does falls on both.
 *
 * @param atOnce so many requests each time, each on a connection of its own
 * @returns the medians in milliseconds, and the median of the ratios pair by pair
 */
export async function compare(
  target: Target,
  base: Target,
  { pairs = 15, atOnce = 1 } = {},
): Promise<Comparison> {
  const times: Comparison[] = [];
  for (let index = 0; index <= pairs; index++) {
    interruption().throwIfAborted();
    const pair = { target: await timeOf(target, atOnce), base: await timeOf(base, atOnce) };
    // The first pair warms both up.
    if (index > 0) times.push({ ...pair, ratio: pair.target / pair.base });
  }
  const of = (key: keyof Comparison) => median(times.map((pair) => pair[key]));
  return { ratio: of("ratio"), target: of("target") / atOnce, base: of("base") / atOnce };
}

async function timeOf(target: Target, atOnce: number): Promise<number> {
  const headers = await target.headers?.();
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, () => send(target, headers)));
  return performance.now() - start;
}

/**
 * @returns the answer's body
 * @throws unless it is a success
 */
export function send(
  { url, method = "GET", body }: Target,
  headers: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const json = body === undefined ? {} : { "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    request(url, { agent, method, headers: { ...headers, ...json } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const whole = Buffer.concat(chunks);
        if (answer.statusCode && answer.statusCode < 300) resolve(whole);
        else reject(new Error(`${method} ${url} was answered with ${answer.statusCode}: ${whole}`));
      });
      answer.on("error", reject);
    })
      .on("error", reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}
