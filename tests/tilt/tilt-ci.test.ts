import { describe, expect, test } from "vitest";
import { choosePorts } from "../../tools/lib/ports.mjs";
import { freePort, type Workspace } from "../app/workspace.js";
import { plan, repository } from "./plan.js";
import { missingForTilt, startTilt } from "./tilt.js";
import { createTiltWorkspace } from "./tilt-workspace.js";

const skipped = missingForTilt();
if (skipped) console.warn(`SKIPPED: tilt ci (${skipped})`);

const taken = await takenPorts();
if (taken.length > 0)
  console.warn(`SKIPPED: tilt ci of the application itself (ports ${taken.join(", ")} are taken)`);

const ci = async ({ root }: Workspace) =>
  startTilt(root, ["ci", `--port=${await freePort()}`, "--", "--mode=local"], { HOME: root }).done;

describe.skipIf(skipped)("tilt ci in local mode", () => {
  test.skipIf(taken.length > 0)("brings the application itself up, end to end", async () => {
    const args = ["ci", `--port=${await freePort()}`, "--", "--mode=local"];
    const { code, output } = await startTilt(repository, args, {}).done;
    expect(output).toContain("SUCCESS. All workloads are healthy.");
    expect(code).toBe(0);
  });

  test("is green when all services are healthy, and passes no secret through Tilt", async () => {
    const workspace = await createTiltWorkspace();
    const { code, output } = await ci(workspace);
    expect(output).toContain("SUCCESS. All workloads are healthy.");
    expect(code).toBe(0);
    const secret = /^SECRET=(.+)$/m.exec(workspace.read(".dev/secrets.env"))?.[1] as string;
    expect(output).not.toContain(secret);
  });

  test("is red when a service does not start", async () => {
    const workspace = await createTiltWorkspace();
    workspace.editPlan((plan) => {
      plan.services[1].process.env.SECRET = "short";
    });
    const { code, output } = await ci(workspace);
    expect(output).toContain("SECRET is too short");
    expect(code).toBe(1);
  });

  test("is red when a service starts but is never healthy", async () => {
    const workspace = await createTiltWorkspace();
    workspace.write(
      "Tiltfile",
      workspace.read("Tiltfile").replace("readiness_timeout='5m'", "readiness_timeout='5s'"),
    );
    workspace.editPlan((plan) => {
      plan.services[0].health = "/api/todos";
    });
    const { code, output } = await ci(workspace);
    expect(output).toMatch(/frontend.*not ready|readiness/i);
    expect(code).toBe(1);
  });

  test("is red when a step fails, with its output", async () => {
    const workspace = await createTiltWorkspace();
    workspace.editPlan((plan) => {
      plan.steps[0].command = ["node", "-e", 'console.error("no such package"); process.exit(3)'];
    });
    const { code, output } = await ci(workspace);
    expect(output).toContain("no such package");
    expect(code).toBe(1);
  });

  test("is red when the model is wrong, with the generator's message", async () => {
    const workspace = await createTiltWorkspace();
    workspace.editPlan((plan) => {
      plan.model.command = ["node", "-e", 'console.error("replicas: expected >= 1"); process.exit(1)'];
    });
    const { code, output } = await ci(workspace);
    expect(output).toContain("replicas: expected >= 1");
    expect(code).toBe(1);
  });
});

/** Tilt starts services on the plan's own ports and on no others. */
async function takenPorts(): Promise<number[]> {
  const planned = Object.fromEntries(plan.services.map(({ name, ports }) => [name, ports.host]));
  const chosen = await choosePorts(planned);
  return Object.keys(planned).flatMap((name) =>
    chosen[name] === planned[name] ? [] : [planned[name] as number],
  );
}
