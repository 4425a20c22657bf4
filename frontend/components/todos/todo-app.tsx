"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { AccountChanged } from "@/components/account/account-changed";
import { hearOtherTabs, tellOtherTabs } from "@/lib/account-channel";
import { goOnAt } from "@/lib/arrival";
import { createQueryClient } from "@/lib/query-client";
import { todosKey } from "@/lib/todo-actions";
import { TodoScreen } from "./todo-screen";

interface TodoAppProps {
  userId: string;
  userName: string;
}

/** The todos of one account. Once another one is signed in, here or in another tab, they are shown no more. */
export function TodoApp({ userId, userName }: TodoAppProps) {
  const [accountChanged, setAccountChanged] = useState(false);
  const [client] = useState(() =>
    createQueryClient({ onSessionEnd: showSignIn, onAccountChange: () => setAccountChanged(true) }),
  );

  useEffect(() => {
    tellOtherTabs({ kind: "signed-in", userId });
    return hearOtherTabs((message) => {
      const mine = message.userId === userId;
      if (message.kind === "todos-changed") {
        if (mine) void client.invalidateQueries({ queryKey: todosKey });
      } else if (message.userId === null) showSignIn();
      else setAccountChanged(!mine);
    });
  }, [client, userId]);

  if (accountChanged) return <AccountChanged userName={userName} />;
  return (
    <QueryClientProvider client={client}>
      <TodoScreen userId={userId} />
    </QueryClientProvider>
  );
}

/** Drafts stay in the tab's storage, and the view in the address, until the person is back. */
function showSignIn(): void {
  const address = new URL(window.location.href);
  address.searchParams.set("session", "ended");
  goOnAt(address);
}
