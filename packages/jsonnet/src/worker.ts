import { workerData } from "node:worker_threads";
import { startEngine } from "./engine.ts";
import type { CallAnswer, Task, WorkerMessage, WorkerSettings } from "./messages.ts";
import { SyncPort } from "./sync-port.ts";

const { port, bell, memoryPages } = workerData as WorkerSettings;
const conversation = new SyncPort<WorkerMessage, Task | CallAnswer>(port, bell, 1);

try {
  const evaluate = startEngine(memoryPages, (name, args) => {
    conversation.send({ kind: "call", name, arguments: args });
    return conversation.receive() as CallAnswer;
  });
  for (;;) conversation.send(evaluate(conversation.receive() as Task));
} catch (error) {
  // Said, and not thrown: who waits for an answer does not see a thread end.
  const { message } = error as Error;
  conversation.send({ kind: "failed", error: { message, trace: [] }, files: [], crashed: true });
}
