/**
 * What every answer carries. Pages put a policy of their own, with a nonce, in the place of this one.
 *
 * @param host the address that the request was sent to
 */
export function securityHeaders(publicOrigin: string | undefined, host = ""): Record<string, string> {
  const isHttps = publicOrigin?.startsWith("https:");
  return {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    // Elsewhere browsers ignore it, and write an error about that into the console of each page.
    ...((isHttps || thisMachine.test(host)) && { "cross-origin-opener-policy": "same-origin" }),
    ...(isHttps && { "strict-transport-security": "max-age=31536000" }),
  };
}

/** The hosts that browsers trust over plain HTTP too. */
const thisMachine = /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
