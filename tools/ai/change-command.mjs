import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { readPlan } from "../lib/plan.mjs";
import { AiError, exitCodes } from "./ai-error.mjs";
import { connectCluster } from "./cluster.mjs";
import { deployAll } from "./deploy-all.mjs";
import { oneLine } from "./fact-table.mjs";
import { languageModel } from "./language-model.mjs";
import { proposalText } from "./proposal-text.mjs";
import { propose } from "./propose.mjs";
import { runLimited } from "./run-limited.mjs";
import { wantedChange } from "./wanted-change.mjs";

/** How long rendering and a deploy may take, in seconds: Helm's own wait is shorter. */
const patience = { render: 120, deploy: 480 };

/**
 * `scale` and `deploy`: a sentence becomes values of the model, which are checked, shown, confirmed, written to the overlay and
 * deployed by the project's own Helm deploy. No manifest and no command comes from the language model.
 *
 * @returns an exit code.
 */
export async function changeCommand(command, { root, system, sentence, trace, timeLimit, yes, print }) {
  const model = languageModel(system);
  const { changes, reason } = await wantedChange(model, system, command, sentence, {
    seconds: timeLimit,
    trace,
  });
  print(`Understood as: ${changes.map(({ path, value }) => oneLine(`${path} = ${value}`)).join(", ")}`);
  const proposal = await propose(root, system.environment, changes, { reason: oneLine(reason) });
  trace.note("proposal", { proposal });
  print(proposalText(proposal));
  if (proposal.verdict === "refused") return exitCodes.found;
  if (proposal.verdict === "unchanged") return exitCodes.fine;
  print(proposal.patch ?? "");
  if (!yes && !(await isConfirmed(`Write this to ${proposal.overlay}, and deploy it? [y/N] `))) {
    print("Nothing was written. To confirm without a terminal: --yes");
    return exitCodes.fine;
  }
  const overlay = textFile(join(root, proposal.overlay));
  const before = overlay.read();
  const { verdict } = await propose(root, system.environment, changes, {
    reason: oneLine(reason),
    write: true,
  });
  if (verdict !== "accepted")
    throw new AiError(
      `the model was changed meanwhile, and the change is ${verdict} now: nothing was written`,
    );
  const written = overlay.read();
  const takeBack = async () => {
    if (overlay.read() !== written)
      throw new AiError(
        `${proposal.overlay} was changed meanwhile, and is left: take the change back by hand`,
      );
    overlay.write(before);
    await render(root);
  };
  await render(root).catch(({ message }) => {
    overlay.write(before);
    throw new AiError(`${message}\nThe overlay is as it was.`);
  });
  trace.note("written", { overlay: proposal.overlay });
  const plan = readPlan(root);
  if (plan.environment !== system.environment) {
    print(`Written and rendered. ${system.environment} is deployed from what is committed: commit it.`);
    return exitCodes.fine;
  }
  const services = system.services.filter(({ name }) => isChanged(proposal, name));
  for (const service of services) for (const note of overriddenIn(plan, proposal, service)) print(note);
  await deployAll(services, {
    imagesOf: async (service) => imagesOf(await connectCluster(system), service, changes),
    deploy: (service, image) => deploy(root, service, image, { trace, print }),
    takeBack,
  });
  return exitCodes.fine;
}

/** A file that may not be there: its text is `undefined` then. */
function textFile(file) {
  return {
    read: () => (existsSync(file) ? readFileSync(file, "utf8") : undefined),
    write(text) {
      if (text === undefined) rmSync(file, { force: true });
      else writeFileSync(file, text);
    },
  };
}

const isChanged = ({ comparison }, name) =>
  comparison?.parts.some((part) => part.name === name && part.changes.length > 0);

/** What the inner loop, by whose settings a service is deployed here, has of its own whatever the model says. */
function overriddenIn({ services }, { comparison }, { name }) {
  const { set } = services.find((service) => service.name === name).chart;
  const changed = comparison.parts.find((part) => part.name === name).changes.map(({ path }) => path);
  return set
    .filter((setting) => changed.includes(setting.slice(0, setting.indexOf("="))))
    .map((setting) => `${name} is deployed here with ${setting}, as the inner loop has it.`);
}

async function isConfirmed(question) {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

async function render(root) {
  const program = join(root, "node_modules", ".bin", "chartmodel");
  const { code, stderr } = await runLimited(program, ["render"], { seconds: patience.render, cwd: root });
  if (code !== 0) throw new AiError(`chartmodel render: ${stderr.trim()}`);
}

/** The image that a service runs, and the one to deploy it with: the same unless another was asked for. Tilt's are in no file. */
async function imagesOf({ kubectl }, { deployment, namespace, name }, changes) {
  const template = `jsonpath={.spec.template.spec.containers[?(@.name=="${name}")].image}`;
  const before = await kubectl([
    "get",
    "deployment",
    deployment,
    "--namespace",
    namespace,
    "--output",
    template,
  ]);
  const isAnother = changes.some(({ path }) => path.startsWith("images."));
  return { before, image: isAnother ? "" : before };
}

async function deploy(root, { name }, image, { trace, print }) {
  print(`Deploying ${name} …`);
  const env = { ...process.env, ...(image && { TILT_IMAGE_0: image }) };
  const args = [join(root, "tools", "deploy.mjs"), name, "--wait"];
  const answer = await runLimited(process.execPath, args, { seconds: patience.deploy, cwd: root, env });
  trace.note("deployed", { service: name, code: answer.code, stderr: answer.stderr });
  if (answer.code !== 0)
    throw new AiError(
      `${name} was not deployed: ${answer.timedOut ? "no end in time" : answer.stderr.trim()}`,
    );
  print(`${name} is deployed.`);
}
