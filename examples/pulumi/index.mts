import { renderValues } from "@chartmodel/schema";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import project from "./chartmodel.config.ts";

// A stack is named after its environment; one that there is not ends here, with the nearest name.
const values = renderValues(project, pulumi.getStack() as "staging" | "production");

export const web = new kubernetes.helm.v4.Chart("web", { chart: "./charts/web", values: values.chart });
