/** The reason of an end that the user asked for: `cause` names the signal, or what else it was. */
export class Interrupted extends Error {
  constructor(cause) {
    super(`stopped by ${cause}`);
    this.cause = cause;
  }
}

/** How often it is looked whether npm still runs, in milliseconds. */
const interval = 1000;

let signal;

/**
 * @returns the AbortSignal of this process that SIGINT, SIGTERM and SIGHUP trigger, and the end of the npm that started
 *   it, with {@link Interrupted} as its reason.
 */
export function interruption() {
  signal ??= listen();
  return signal;
}

function listen() {
  const controller = new AbortController();
  const stop = (cause) => controller.abort(new Interrupted(cause));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stop(name));
  if (process.env.npm_lifecycle_event) whenParentEnds(() => stop("the end of npm"));
  return controller.signal;
}

/** npm does not pass SIGHUP on, and nobody can pass on SIGKILL. The script's `exec` makes npm the parent. */
function whenParentEnds(stop) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, interval);
  timer.unref();
}
