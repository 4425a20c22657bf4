/** The origins under which a request can have reached us, by the Host that it names. */
export function ownOrigins(headers: Headers): string[] {
  const host = headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/**
 * Whether a page of ours sent the request. Browsers put an Origin on every request that changes
 * something, so a request without one is refused like a foreign one.
 */
export function isSameOrigin(headers: Headers, publicOrigin: string | undefined): boolean {
  const origin = headers.get("origin");
  return origin !== null && (origin === publicOrigin || ownOrigins(headers).includes(origin));
}
