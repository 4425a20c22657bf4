/** Pages that begin in an empty folder and are followed word for word. */
export const sessions = ["docs/tutorial.md"];

/** Pages of which every section begins with what the first has left. */
export const collections = ["docs/recipes.md"];
