export { readToken, TokenError } from "./read-token.ts";
export { type HttpOptions, type HttpServing, serveHttp } from "./serve-http.ts";
export { serveStdio } from "./serve-stdio.ts";
export type { Answer, Service, Tool } from "./service.ts";
