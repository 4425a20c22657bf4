import { defineEnvironment } from "../environment.ts";

export const production = defineEnvironment({
  name: "production",
  size: "large",
  host: "<CHARTNAME>.example.com",
});
