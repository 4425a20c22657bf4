#!/usr/bin/env node
"use strict";
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`chartmodel needs Node 22.18 or newer, but this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  const code = require("../dist/cached.cjs").runFromCache(process.argv.slice(2));
  if (code === undefined) import("../dist/cli.js");
  else process.exitCode = code;
}
