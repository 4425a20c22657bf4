import { defineEnvironment, renderValues } from "@todo-stack/config";
import { expect, test } from "vitest";
import { find, render } from "./helm.ts";

test.each(["todo-backend", "preview", "my-todo-backend-2"])(
  "the frontend calls the backend of the release %s by the name of its Service",
  async (release) => {
    const environment = defineEnvironment({ name: "named", extends: "ci", releases: { backend: release } });
    const service = find(await render("todo-backend", "ci", () => {}, release), "Service");
    expect(new URL(renderValues(environment).frontend.config.apiUrl).hostname).toBe(service.metadata.name);
  },
);
