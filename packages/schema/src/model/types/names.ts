import { namedString } from "./named-string.ts";

const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";

/** A DNS label (RFC 1123): names of Services, namespaces and containers. At most 63 characters. */
export const DnsLabel = namedString({
  title: "DNS label (a-z, 0-9, -)",
  pattern: `^${label}$`,
  maxLength: 63,
  examples: ["todo-backend"],
});

/** A DNS subdomain (RFC 1123): host names, and names of most Kubernetes objects. At most 253 characters. */
export const DnsSubdomain = namedString({
  title: "DNS name (labels of a-z, 0-9, - joined by dots)",
  pattern: `^${label}(?:\\.${label})*$`,
  maxLength: 253,
  examples: ["todo.example.com"],
});

/** An `http:` or `https:` address without credentials. */
export const HttpUrl = namedString({
  title: "http(s) URL",
  pattern:
    "^https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?$",
  examples: ["http://todo-backend:8000"],
});

/** An absolute path of a container's file system. */
export const AbsolutePath = namedString({
  title: "absolute path",
  pattern: "^/[A-Za-z0-9._/-]*$",
  maxLength: 4096,
  examples: ["/data"],
});
