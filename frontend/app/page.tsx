import { headers } from "next/headers";
import { AccountButton } from "@/components/account/account-button";
import { AccountForm } from "@/components/account/account-form";
import { SignOutButton } from "@/components/account/sign-out-button";
import { Feedback } from "@/components/feedback/feedback";
import { Header } from "@/components/layout/header";
import { TodoApp } from "@/components/todos/todo-app";
import { services } from "@/lib/server/auth";
import { readTheme } from "@/lib/server/theme";

interface PageProps {
  searchParams: Promise<{ session?: string }>;
}

export default async function Page({ searchParams }: PageProps) {
  const theme = await readTheme();
  const session = await services().auth.api.getSession({
    headers: await headers(),
    // A page cannot set the cookie that a prolonged session needs; the API does.
    query: { disableRefresh: true },
  });
  if (!session) {
    return (
      <>
        <Header theme={theme} />
        <main>
          <AccountForm sessionEnded={(await searchParams).session === "ended"} />
        </main>
        <Feedback />
      </>
    );
  }
  return (
    <>
      <Header theme={theme}>
        <AccountButton name={session.user.name} email={session.user.email} />
        <SignOutButton />
      </Header>
      <TodoApp userId={session.user.id} userName={session.user.name} />
    </>
  );
}
