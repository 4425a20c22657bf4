/** What a set of writes needs while it goes on, in the project's folder. */
export const journalFolder = ".chartmodel";
