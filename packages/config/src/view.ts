import type { ProjectView, ValidEvaluation } from "@chartmodel/schema";
import type { environmentModel } from "./environment.ts";
import type { charts } from "./services.ts";

/** What this project's outputs are made from. */
export type View = ProjectView<typeof environmentModel, typeof charts>;

/** One environment of it, with the values of both charts. */
export type Evaluated = ValidEvaluation<typeof environmentModel, typeof charts>;
