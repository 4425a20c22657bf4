import { keepCompiledCode } from "./cli/keep-compiled-code.ts";

const folder = keepCompiledCode();
// Loaded only now, so that it is kept too.
const { main } = await import("./cli/main.ts");

process.exitCode = await main(process.argv.slice(2), folder);
