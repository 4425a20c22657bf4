import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { readTheme } from "@/lib/server/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: "Todos",
  description: "A calm place for what needs doing",
  robots: { index: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#161715" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-theme={await readTheme()}>
      <body>{children}</body>
    </html>
  );
}
