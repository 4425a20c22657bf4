import { defineConfig } from "tsup";
import { declarations } from "../schema/scripts/declarations.ts";
import config from "./tsup.config.ts";

export default defineConfig(declarations(config));
