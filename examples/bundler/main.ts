import { renderValues } from "@chartmodel/schema";
import project from "./chartmodel.config.ts";

console.log(JSON.stringify(renderValues(project, "production").chart, null, 2));
