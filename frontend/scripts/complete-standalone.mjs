// Makes .next/standalone complete in itself: Next leaves the static files out and packs libsql's binaries
// for both C libraries.
import { cpSync, readdirSync, rmSync } from "node:fs";

const standalone = ".next/standalone";
cpSync(".next/static", `${standalone}/.next/static`, { recursive: true });

const { glibcVersionRuntime } = process.report.getReport().header;
const otherLibc = glibcVersionRuntime ? "musl" : "gnu";
const binaries = `${standalone}/node_modules/@libsql`;
for (const name of readdirSync(binaries)) {
  if (name.startsWith("linux-") && name.includes(otherLibc))
    rmSync(`${binaries}/${name}`, { recursive: true });
}
