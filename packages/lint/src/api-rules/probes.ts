import { isRecord } from "@chartmodel/json-schema";
import { headerName, portName } from "./formats.ts";
import { below, type Check, needs, oneOf, type Rule, range, recordOf, text } from "./rule.ts";

/** A port by its number, or by the name that a container gives it. */
export const port: Check = function* (value, manifest) {
  yield* typeof value === "number" ? range(1, 65_535)(value, manifest) : text(portName)(value, manifest);
};

/** core/validation: validateHandler. */
function handlerRules(handlers: readonly string[]): Rule[] {
  return [
    ["", oneHandler(handlers)],
    ["exec", needs("command")],
    ["httpGet|tcpSocket", needs("port")],
    ["httpGet|tcpSocket|grpc.port", port],
    ["httpGet.scheme", oneOf("", "HTTP", "HTTPS")],
    ["httpGet.httpHeaders[].name", text(headerName)],
  ];
}

/** core/validation: validateProbe. Zero stands for the default. */
const probeRules: readonly Rule[] = [
  ...handlerRules(["exec", "httpGet", "tcpSocket", "grpc"]),
  ["initialDelaySeconds|timeoutSeconds|periodSeconds|successThreshold|failureThreshold", range(0)],
  ["terminationGracePeriodSeconds", range(1)],
];

/** Probes and hooks of a container. */
export const probeAndHookRules: readonly Rule[] = [
  ...below("livenessProbe|readinessProbe|startupProbe", probeRules),
  ["livenessProbe|startupProbe.successThreshold", range(0, 1)],
  ["readinessProbe.terminationGracePeriodSeconds", absent("left out: only the other probes end a container")],
  ...below("lifecycle.postStart|preStop", handlerRules(["exec", "httpGet", "tcpSocket", "sleep"])),
  ["lifecycle.postStart|preStop.sleep.seconds", range(0)],
];

/** What may not be there at all. */
export function absent(expected: string): Check {
  return function* () {
    yield { expected };
  };
}

function oneHandler(handlers: readonly string[]): Check {
  return function* (value) {
    const used = handlers.filter((key) => isRecord(recordOf(value)[key]));
    if (used.length !== 1)
      yield {
        expected: `what has one of ${handlers.join(", ")}`,
        received: used.length === 0 ? "none of them" : used.join(", "),
      };
  };
}
