/** One rendered Kubernetes object and the template that it came from. */
export interface Manifest {
  /** The template, as Helm names it: `<chart>/templates/<file>`. */
  readonly source: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly content: Readonly<Record<string, unknown>>;
}

/** `Deployment todo-backend`. */
export function manifestTitle({ kind, name }: Manifest): string {
  return name === "" ? kind : `${kind} ${name}`;
}
