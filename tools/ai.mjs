/** Looks at a deployed environment, and changes it through its model: `npm run ai -- --help` tells how. */
import { main } from "./ai/main.mjs";

process.exitCode = await main(process.argv.slice(2), console.log, console.error);
