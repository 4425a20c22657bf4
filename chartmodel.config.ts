import { outputs } from "./packages/config/src/outputs.ts";
import { todoStack } from "./packages/config/src/project.ts";

export default todoStack(outputs);
