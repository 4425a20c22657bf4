import { defineConfig, type Options } from "tsup";
import config from "./tsup.config.ts";

const { dts, ...rest } = config as Options;

/** The declarations alone, of the sources: their types are named after what is imported, which for the others is inlined. */
export default defineConfig({ ...rest, clean: false, dts: { ...(dts as object), only: true } });
