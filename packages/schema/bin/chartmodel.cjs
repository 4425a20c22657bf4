#!/usr/bin/env node
"use strict";
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `chartmodel needs Node 22.18 or newer, but this is ${process.versions.node}.\n` +
      "Install a newer one, or run the command with one for once: npx -y -p node@24 chartmodel\n",
  );
  process.exitCode = 2;
} else {
  import("../dist/cli.js");
}
