import { AbsolutePath, DnsLabel, defineModel, Port, StringMap, Type } from "@chartmodel/schema";

const text = (description: string) => Type.String({ description, minLength: 1 });
const path = (description: string) => text(`${description} From the repository's root.`);
const paths = (description: string) =>
  Type.Array(Type.String({ minLength: 1 }), { description: `${description} From the repository's root.` });
const command = (description: string) => Type.Array(text("A word of it."), { description, minItems: 1 });
const names = (description: string) => Type.Array(DnsLabel(), { description });

const step = Type.Object(
  {
    name: DnsLabel({ description: "Name of the step." }),
    title: text("What a person sees while it runs."),
    command: command("Program and arguments."),
    cwd: path("Folder that it runs in."),
    inputs: paths("Files and folders whose change makes it run again."),
    output: path("What it makes; the step runs again where this is missing."),
  },
  { description: "Work that is done before a process starts, and again when its inputs change." },
);

const image = Type.Object(
  {
    ref: text("Repository of the image, as the chart's values have it."),
    tag: text("Tag of the image, as the chart's values have it."),
    context: path("Build context."),
    dockerfile: path("Dockerfile."),
    target: text("Stage that live updates run in."),
    buildArgs: StringMap({ description: "Build arguments." }),
    only: Type.Array(Type.String(), {
      description: "Parts of the context that count; empty for all. From the context.",
    }),
    ignore: Type.Array(Type.String(), { description: "Patterns that do not count. From the context." }),
  },
  { description: "How the service's image is built." },
);

const chart = Type.Object(
  {
    path: path("The chart's folder."),
    release: DnsLabel({ description: "Name of the release." }),
    namespace: DnsLabel({ description: "Namespace of the release." }),
    makesSecret: Type.Boolean({ description: "Whether the chart makes the Secret; Helm then owns it." }),
    values: path("The values file."),
    set: Type.Array(Type.String(), {
      description: "Values that only the inner loop has, as `helm --set` takes them.",
    }),
  },
  { description: "How the service is deployed." },
);

const liveUpdate = Type.Object(
  {
    sync: Type.Array(
      Type.Object(
        { from: path("Folder or file."), to: AbsolutePath({ description: "Where it is in the container." }) },
        { description: "What is copied into the running container." },
      ),
      { description: "Copies, in this order." },
    ),
    run: Type.Array(command("Program and arguments."), {
      description: "Run in the container after each copy; the edit is wrong where one fails.",
    }),
    fallBackOn: paths("Files whose change needs a new image."),
  },
  { description: "How an edit reaches a running container." },
);

const process = Type.Object(
  {
    cwd: path("Folder that it runs in."),
    steps: names("Steps that come before."),
    runSteps: names("Steps that come before `run` alone."),
    run: command("The service as it is deployed."),
    dev: command("The service as it reloads on an edit."),
    env: StringMap({ description: "Its environment; placeholders as in the command." }),
  },
  { description: "The service as a process of this machine." },
);

const service = Type.Object(
  {
    name: DnsLabel({ description: "Name of the service." }),
    group: DnsLabel({ description: "Group in the web UI." }),
    image,
    chart,
    liveUpdate,
    process,
    ports: Type.Object(
      {
        container: Port({ description: "Port in the cluster." }),
        host: Port({ description: "Port on this machine." }),
        nodePort: Type.Integer({
          description: "Port on the cluster's nodes; 0 for none.",
          minimum: 0,
          maximum: 65_535,
        }),
      },
      { description: "Where it answers." },
    ),
    health: AbsolutePath({ description: "Path that answers 200 once the service is ready." }),
    links: Type.Array(
      Type.Object({
        title: text("Text of the link."),
        path: AbsolutePath({ description: "Path on the service." }),
      }),
      { description: "Links in the web UI; the first is that of the service's port.", minItems: 1 },
    ),
    dependsOn: names("Services that start before."),
  },
  { description: "A service of the stack." },
);

const task = Type.Object(
  {
    name: DnsLabel({ description: "Name of the button." }),
    title: text("Text of the button."),
    command: command("Program and arguments."),
    resource: DnsLabel({ description: "Resource that has the button." }),
    icon: text("Material icon of the button; the table shows nothing else of it."),
    confirm: Type.Boolean({ description: "Whether it is asked before it is done." }),
    cluster: Type.Boolean({ description: "Whether it is for cluster mode alone." }),
    needs: names("Programs without which there is no button, by their names on PATH."),
  },
  { description: "Something to do on demand." },
);

/** Grows when a reader of an older plan would misread a newer one. */
export const planVersion = 1;

/**
 * What a developer's machine runs: read by the Tiltfile and by `npm start`. In commands and variables `${state}` is the
 * state folder, `${python}` its Python, `${port:SERVICE}` and `${url:SERVICE}` where a service answers on this
 * machine, `${secret:NAME}` a line of the state folder's `secrets.env`.
 */
export const planModel = defineModel({
  name: "dev/plan.json",
  values: Type.Object(
    {
      version: Type.Literal(planVersion, { description: "Version of the plan's shape." }),
      environment: DnsLabel({ description: "Environment that the plan is made from." }),
      context: text("kubectl context that cluster mode is for."),
      stateDir: path("Git-ignored folder for what the machine makes: Python packages, databases, secrets."),
      secretName: text("Kubernetes Secret that both services read."),
      model: Type.Object(
        {
          command: command("Renders the model once."),
          watcher: command("Renders the model on every edit, until it is stopped."),
          watch: paths("Where the model is written."),
        },
        { description: "How an edit of the model is applied." },
      ),
      steps: Type.Array(step, { description: "Steps that the processes need." }),
      services: Type.Array(service, { description: "The services, in the order in which they start." }),
      tasks: Type.Array(task, { description: "Buttons of the web UI." }),
    },
    { description: "What a developer's machine runs." },
  ),
});
