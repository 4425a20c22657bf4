/** What the tabs of one browser tell each other. */
export type AccountMessage =
  /** This user, or nobody, is signed in by now. */
  | { kind: "signed-in"; userId: string | null }
  /** The user's todos were changed. */
  | { kind: "todos-changed"; userId: string };

const name = "account";

export function tellOtherTabs(message: AccountMessage): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(message);
  channel.close();
}

/** Returns a function that stops listening. */
export function hearOtherTabs(listener: (message: AccountMessage) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<AccountMessage>) => listener(data);
  return () => channel.close();
}
