"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createQueryClient } from "@/lib/query-client";
import { TodoScreen } from "./todo-screen";

export function TodoApp({ userId }: { userId: string }) {
  const [client] = useState(() => createQueryClient(showSignIn));
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
  window.location.assign(address);
}
