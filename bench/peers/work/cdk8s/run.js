const { App } = require("cdk8s");
const { Web } = require("./web.js");

/** run.js prints staging's objects; run.js COUNT FOLDER writes those of COUNT environments. */
const [count, outdir] = process.argv.slice(2);
const app = new App(outdir ? { outdir } : {});
if (!count) {
  new Web(app, "staging", require("./staging.js"));
  console.log(app.synthYaml());
} else {
  const sizes = ["small", "medium", "large"];
  for (let index = 0; index < Number(count); index++) {
    const name = `env-${index}`;
    new Web(app, name, { size: sizes[index % 3], host: `${name}.example.com`, tag: `1.${index}` });
  }
  app.synth();
}
