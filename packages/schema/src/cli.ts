import { keepCompiledCode } from "./cli/keep-compiled-code.ts";

const folder = keepCompiledCode();
// Loaded only now, so that they are kept too.
const { keptCode } = await import("./kept-code/kept-code.ts");
const { main } = await import("./cli/main.ts");

keptCode.folder = folder;
process.exitCode = await main(process.argv.slice(2));
