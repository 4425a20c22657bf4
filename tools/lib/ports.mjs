import { createServer } from "node:net";

/**
 * Chooses a port on 127.0.0.1 for each name: the wanted one where it is free, else one that the system gives.
 *
 * @param {Record<string, number>} wanted ports by name.
 * @returns {Promise<Record<string, number>>}
 */
export async function choosePorts(wanted) {
  /** @type {Record<string, number>} */
  const chosen = {};
  for (const [name, port] of Object.entries(wanted)) {
    const taken = Object.values(chosen).includes(port);
    chosen[name] = !taken && (await tryPort(port)) ? port : await freePort();
  }
  return chosen;
}

async function freePort() {
  const port = await tryPort(0);
  if (port) return port;
  throw new Error("no port is free on 127.0.0.1");
}

/** @returns the port that could be opened and is closed again, or undefined. */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1" }, () => {
      const opened = server.address().port;
      server.close(() => resolve(opened));
    });
  });
}
