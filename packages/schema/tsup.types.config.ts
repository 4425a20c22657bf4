import { defineConfig, type Options } from "tsup";
import config from "./tsup.config.ts";

const { dts, onSuccess: _, ...rest } = config as Options;

/** The declarations alone, beside the code that is there: what a package is packed with, and development does without. */
export default defineConfig({ ...rest, clean: false, dts: { ...(dts as object), only: true } });
