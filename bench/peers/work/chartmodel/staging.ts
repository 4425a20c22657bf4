import { defineEnvironment } from "./model.ts";

export const staging = defineEnvironment({
  name: "staging",
  size: "medium",
  host: "staging.example.com",
  tag: "1.29",
});
