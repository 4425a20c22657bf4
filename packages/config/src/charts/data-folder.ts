/** Where the volume of a SQLite database is mounted. */
export const dataFolder = "/data";
