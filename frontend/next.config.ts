import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  // The lockfile of the surrounding workspace would otherwise be taken for the project's root.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // No page shows an image that needs resizing, and sharp is a third of the output.
  images: { unoptimized: true },
  outputFileTracingExcludes: { "*": ["**/node_modules/sharp/**", "**/node_modules/@img/**"] },
  // Where `next dev` is opened: on this machine, or through a NodePort of a local cluster.
  allowedDevOrigins: ["127.0.0.1", "minikube", "192.168.*.*", "10.*.*.*"],
  serverExternalPackages: ["libsql"],
  // No page takes a body, and proxy.ts would hold 10 MB of one.
  experimental: { proxyClientMaxBodySize: 65_536 },
};

export default config;
