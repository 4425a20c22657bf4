import { cookies } from "next/headers";
import type { Theme } from "@/components/layout/theme-toggle";

/** The theme that the person chose, or undefined to follow the system. */
export async function readTheme(): Promise<Theme | undefined> {
  const theme = (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : undefined;
}
