import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectedLinks, modelResources, nodePortLinks, type PlanLink, plan, repository } from "./plan.js";
import { copyOfTiltfile, folderOf, withContext, withoutCluster, writeMinikubeProfile } from "./scratch.js";
import { evaluateTiltfile, linksOf, type Manifest, missingForTilt } from "./tilt.js";

const skipped = missingForTilt("helm");
if (skipped) console.warn(`SKIPPED: the Tiltfile in Tilt itself (${skipped})`);

const urls = (links: PlanLink[]) => links.map(({ url, title }) => ({ url, name: title }));

const byName = (manifests: Manifest[] = []) =>
  new Map(manifests.map((manifest) => [manifest.Name, manifest]));

describe.skipIf(skipped)("cluster mode", () => {
  const { code, result, words } = skipped
    ? { code: 0, result: undefined, words: "" }
    : evaluateTiltfile(repository, withContext(plan.context));
  const manifests = byName(result?.Manifests);

  test("is the default where the current context is the model's, and warns of nothing", () => {
    expect(code, words).toBe(0);
    expect(words).not.toMatch(/warning|not used/i);
  });

  test("has the services, the configuration and the secrets, each in its group", () => {
    const groups = Object.fromEntries(
      [...manifests].map(([name, { Labels }]) => [name, Object.keys(Labels)]),
    );
    expect(groups).toEqual({
      ...Object.fromEntries(modelResources.map((name) => [name, ["config"]])),
      secrets: ["config"],
      ...Object.fromEntries(plan.services.map(({ name, group }) => [name, [group]])),
    });
  });

  test.each(plan.services)(
    "$name: its image is built from the plan, and its release made from it",
    (service) => {
      const { ImageTargets, DeployTarget } = manifests.get(service.name) as Manifest;
      const tool = ["node", "tools/deploy.mjs", service.name];
      expect(DeployTarget.applyCmd?.args).toEqual(tool);
      expect(DeployTarget.deleteCmd?.args).toEqual([...tool, "--remove"]);
      expect(DeployTarget.imageMaps).toEqual([service.image.ref]);

      expect(ImageTargets).toHaveLength(1);
      expect(ImageTargets?.[0]).toMatchObject({
        selector: service.image.ref,
        BuildDetails: { context: join(repository, service.image.context), target: service.image.target },
        LiveUpdateSpec: {
          syncs: service.liveUpdate.sync.map(({ from, to }) => ({ localPath: from, containerPath: to })),
          stopPaths: service.liveUpdate.fallBackOn,
        },
      });
      const commands = ImageTargets?.[0]?.LiveUpdateSpec.execs?.map(({ args }) => args) ?? [];
      expect(commands).toEqual(service.liveUpdate.run);
      const buildArgs = Object.entries(service.image.buildArgs).map(([name, value]) => `${name}=${value}`);
      expect(ImageTargets?.[0]?.BuildDetails.args ?? []).toEqual(buildArgs.sort());
    },
  );

  test.each(plan.services)("$name: ports, links and order are the plan's", (service) => {
    const manifest = manifests.get(service.name) as Manifest;
    const { container, host } = service.ports;
    const [first, ...links] = expectedLinks(service) as [PlanLink, ...PlanLink[]];
    const [forward, ...others] = manifest.DeployTarget.portForwardTemplateSpec?.forwards ?? [];
    expect(others).toEqual([]);
    expect(forward).toMatchObject({ localPort: host, containerPort: container, host: "127.0.0.1" });
    // Tilt leaves the slash in front of a path to the browser.
    expect([forward?.name, `/${forward?.path ?? ""}`]).toEqual([first.title, first.path]);
    expect(linksOf(manifest)).toEqual(urls([...links, ...nodePortLinks(service, "127.0.0.1")]));
    expect(manifest.ResourceDependencies).toEqual(["secrets", ...service.dependsOn]);
  });

  test("the Secret is applied from the git-ignored file", () => {
    const { UpdateCmdSpec } = manifests.get("secrets")?.DeployTarget ?? {};
    expect(UpdateCmdSpec?.args).toEqual(["node", "tools/dev-secrets.mjs", "--apply"]);
  });

  test("the page's NodePort is linked at Minikube's own address", () => {
    const env = withContext(plan.context);
    const remove = writeMinikubeProfile("docker");
    const { result: atMinikube } = evaluateTiltfile(repository, env);
    const links = (atMinikube?.Manifests ?? []).flatMap(linksOf).filter(({ name }) => name === "By NodePort");
    const expected = plan.services.flatMap(({ ports }) =>
      ports.nodePort ? [`http://192.0.2.7:${ports.nodePort}/`] : [],
    );
    expect(links.map(({ url }) => url)).toEqual(expected);
    remove();
  });
});

describe.skipIf(skipped)("local mode", () => {
  const { code, result, words } = skipped
    ? { code: 0, result: undefined, words: "" }
    : evaluateTiltfile(repository, withoutCluster);
  const manifests = byName(result?.Manifests);

  test("is the default without a cluster, and warns of nothing", () => {
    expect(code, words).toBe(0);
    expect(words).not.toMatch(/warning/i);
  });

  test("has the same resources by the same names, and the steps that they need", () => {
    const steps = plan.services.flatMap(({ process }) => process.steps);
    expect([...manifests.keys()].sort()).toEqual(
      [...new Set([...modelResources, "secrets", ...steps, ...plan.services.map(({ name }) => name)])].sort(),
    );
  });

  test.each(plan.services)("$name: a process with a probe, the plan's links and order", (service) => {
    const manifest = manifests.get(service.name) as Manifest;
    const { DeployTarget } = manifest;
    expect(DeployTarget.ServeCmd?.Argv).toEqual(["node", "tools/run-service.mjs", service.name]);
    expect(DeployTarget.ReadinessProbe?.httpGet).toEqual({
      host: "127.0.0.1",
      port: service.ports.host,
      path: service.health,
    });
    expect(linksOf(manifest)).toEqual(urls(expectedLinks(service)));
    expect(manifest.ResourceDependencies).toEqual([
      "secrets",
      ...service.process.steps,
      ...service.dependsOn,
    ]);
    expect(Object.keys(manifest.Labels)).toEqual([service.group]);
  });

  test("needs no images and no manifests", () => {
    for (const { ImageTargets, DeployTarget } of manifests.values()) {
      expect(ImageTargets).toBeNull();
      expect(DeployTarget.yaml).toBeUndefined();
    }
  });

  test("is had beside any cluster by --mode=local", () => {
    expect(evaluateTiltfile(repository, withContext("production"), "--mode=local").code).toBe(0);
  });

  test("a process is started anew when its own part of the plan or a port changed, and only then", () => {
    const restartMark = (change: (copy: typeof plan) => void) => {
      const root = copyOfTiltfile(change);
      const local = byName(evaluateTiltfile(root, withoutCluster).result?.Manifests);
      return plan.services.map(({ name }) => local.get(name)?.DeployTarget.ServeCmd?.Env.join());
    };
    const before = restartMark(() => {});
    const [first, ...others] = restartMark((copy) => {
      (copy.services[0] as (typeof plan.services)[0]).process.env.LOG_LEVEL = "debug-for-a-test";
    });
    expect(first).not.toBe(before[0]);
    expect(others).toEqual(before.slice(1));
  });
});

describe.skipIf(skipped)("both modes", () => {
  test.each([
    ["cluster", () => withContext(plan.context)],
    ["local", () => withoutCluster],
  ])("%s: every task that can be done is a button on its resource and knows the mode", (mode, env) => {
    // As if every program were here.
    const PATH = `${folderOf(plan.tasks.flatMap(({ needs }) => needs))}:${process.env.PATH}`;
    const { result } = evaluateTiltfile(repository, { ...env(), PATH });
    const tasks = plan.tasks.filter(({ cluster }) => mode === "cluster" || !cluster);
    const objects = (kind: string) => result?.ObjectSet[`tilt.dev/v1alpha1, Resource=${kind}`] ?? {};
    for (const { name, title, command, resource, icon, confirm } of tasks) {
      expect(objects("uibuttons")[name]?.spec).toMatchObject({
        text: title,
        iconName: icon,
        ...(confirm && { requiresConfirmation: true }),
        location: { componentType: "Resource", componentID: resource },
      });
      expect(objects("cmds")[name]?.spec).toMatchObject({
        args: command,
        env: [`TILT_MODE=${mode}`],
        startOn: { uiButtons: [name] },
      });
    }
    const shown = Object.keys(objects("uibuttons")).filter((name) =>
      plan.tasks.some((task) => task.name === name),
    );
    expect(shown.sort()).toEqual(tasks.map(({ name }) => name).sort());
  });

  test("an edit of the model runs the plan's command", () => {
    const { result } = evaluateTiltfile(repository, withoutCluster);
    const config = byName(result?.Manifests).get("config");
    expect(config?.DeployTarget.UpdateCmdSpec?.args).toEqual(plan.model.command);
    expect(config?.DeployTarget.Deps).toEqual(plan.model.watch.map((path) => join(repository, path)));
  });
});
