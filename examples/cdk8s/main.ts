import { renderValues } from "@chartmodel/schema";
import { App, Chart, Helm } from "cdk8s";
import project from "./chartmodel.config.ts";

const app = new App();
const web = new Chart(app, "web");
new Helm(web, "release", {
  chart: "charts/web",
  releaseName: "web",
  values: renderValues(project, "production").chart,
  ...(process.env["HELM"] && { helmExecutable: process.env["HELM"] }),
});
console.log(app.synthYaml());
