/** What every answer carries. Pages put a policy of their own, with a nonce, in the place of this one. */
export function securityHeaders(publicOrigin: string | undefined): Record<string, string> {
  return {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    ...(publicOrigin?.startsWith("https:") && { "strict-transport-security": "max-age=31536000" }),
  };
}
