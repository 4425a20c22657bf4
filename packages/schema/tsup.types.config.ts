import { defineConfig } from "tsup";
import { declarations } from "./scripts/declarations.ts";
import config from "./tsup.config.ts";

export default defineConfig(declarations(config));
