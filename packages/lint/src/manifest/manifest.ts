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

/** Whether a place in a manifest is one where a Secret keeps what is secret. */
export function isSecretData({ kind }: Manifest, [first]: readonly (string | number)[]): boolean {
  return kind === "Secret" && (first === "data" || first === "stringData");
}

/** `Deployment todo-backend`. */
export function manifestTitle({ kind, name }: Manifest): string {
  return name === "" ? kind : `${kind} ${name}`;
}
