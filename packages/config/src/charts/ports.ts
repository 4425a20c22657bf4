/** Ports that more than one value has to name. */
export const ports = { backend: 8000, frontend: 3000, postgres: 5432 } as const;
