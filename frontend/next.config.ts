import type { NextConfig } from "next";

const securityHeaders = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  "Cross-Origin-Opener-Policy": "same-origin",
};

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
  headers: async () => [
    { source: "/:path*", headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })) },
  ],
};

export default config;
