import { delimiter, dirname, isAbsolute } from "node:path";
import { findHelm } from "../helm.mjs";

/** Lets what is started from here find Helm, by HELM and on PATH; where there is none, says so and goes on. */
export function offerHelm() {
  try {
    const helm = findHelm();
    process.env.HELM = helm;
    if (isAbsolute(helm)) process.env.PATH = [process.env.PATH, dirname(helm)].join(delimiter);
  } catch (error) {
    console.error(error.message);
  }
}
