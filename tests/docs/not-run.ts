/**
 * Pages whose blocks of shell no session of this folder follows: the test that runs them, or why none does. What they name is
 * looked at all the same: syntax, scripts, verbs, options, paths.
 */
export const notFollowed: Readonly<Record<string, { readonly by: string } | { readonly why: string }>> = {
  "README.md": { why: "runs all tests, and then deploys to a cluster" },
  "CONTRIBUTING.md": { why: "runs all tests" },
  "backend/README.md": { by: "tools/test.mjs" },
  "frontend/README.md": { by: "tools/test.mjs" },
  "charts/todo-backend/README.md": { why: "needs a cluster" },
  "charts/todo-frontend/README.md": { why: "needs a cluster" },
  "docs/ai-ops.md": { why: "needs a cluster" },
  "docs/dev-loop.md": { why: "needs Minikube and Tilt" },
  "docs/operations.md": { why: "needs a cluster" },
  "docs/performance.md": { why: "runs the benchmarks" },
  "docs/reliability.md": { why: "runs the long tests" },
  "examples/README.md": { by: "tests/examples.long.ts" },
  "packages/lint/README.md": { by: "tests/docs/sessions.slow.test.ts" },
  "packages/mcp/README.md": { by: "tests/packages/packed.slow.test.ts" },
  "packages/schema/README.md": { by: "tests/packages/packed.slow.test.ts" },
};
