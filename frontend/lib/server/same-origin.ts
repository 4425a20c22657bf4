/** The origins of this site: the public one, or where none is known those of the Host that a request names. */
export function ownOrigins(headers: Headers, publicOrigin: string | undefined): string[] {
  if (publicOrigin) return [publicOrigin];
  // One deployment answers to several names (a NodePort, a forwarded port, 127.0.0.1).
  const host = headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/**
 * Whether a page of ours sent the request. Browsers put an Origin on every request that changes
 * something, so a request without one is refused like a foreign one.
 */
export function isSameOrigin(headers: Headers, publicOrigin: string | undefined): boolean {
  const origin = headers.get("origin");
  return origin !== null && ownOrigins(headers, publicOrigin).includes(origin);
}
