import { parseArgs } from "node:util";

const options = {
  check: { type: "boolean" },
  "config-only": { type: "boolean" },
  "no-tilt": { type: "boolean" },
};

/** The options of `npm start`; ends the process where there are others, before anything takes time. */
export function startOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(
      `${error.message}\nUsage: npm start -- [${Object.keys(options)
        .map((name) => `--${name}`)
        .join("] [")}]`,
    );
    process.exit(2);
  }
}
