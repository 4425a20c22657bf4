export type { NativeFunction } from "./call-native.ts";
export { Jsonnet, type JsonnetInputs, type JsonnetOptions, type JsonnetSource } from "./jsonnet.ts";
export { JsonnetError, type JsonnetFrame } from "./jsonnet-error.ts";
