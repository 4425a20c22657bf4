import { goOnAt } from "./arrival";
import { discardAllDrafts } from "./drafts";
import { releaseChanges } from "./unsaved-changes";

/** A new document after the session has ended: nothing of the account stays in memory or in the tab. */
export function leaveAccount(): void {
  discardAllDrafts();
  releaseChanges();
  goOnAt("/");
}
