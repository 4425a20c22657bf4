export {
  Jsonnet,
  type JsonnetInputs,
  type JsonnetOptions,
  type JsonnetSource,
  type NativeFunction,
} from "./jsonnet.ts";
export { JsonnetError, type JsonnetFrame } from "./jsonnet-error.ts";
