export { project as default } from "./packages/config/src/project.ts";
