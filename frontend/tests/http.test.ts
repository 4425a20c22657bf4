import { expect, test } from "vitest";
import { ApiError, request } from "@/lib/http";
import { addressOfNobody, serve } from "./support/http-server";

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("expected a failure"),
    (error) => error as ApiError,
  );

test("sends and reads JSON", async () => {
  const server = await serve((incoming, response) => {
    response.end(JSON.stringify({ method: incoming.method, type: incoming.headers["content-type"] }));
  });
  const answer = await request(server, { method: "POST", body: {} });
  expect(answer).toEqual({ method: "POST", type: "application/json" });
});

test("an answer without a body is undefined", async () => {
  const server = await serve((_incoming, response) => void response.writeHead(204).end());
  expect(await request(server, { method: "DELETE" })).toBeUndefined();
});

test.each([
  [422, { errors: [{ name: "title", detail: "is empty" }], detail: "Invalid" }, "title: is empty"],
  [403, { detail: "Not from here." }, "Not from here."],
  [401, { message: "Invalid email or password" }, "Invalid email or password"],
  [500, "<html>", "The server answered with status 500."],
])("explains a %i", async (status, body, message) => {
  const server = await serve((_incoming, response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  expect(await failureOf(request(server))).toMatchObject({ status, message });
});

test.each([
  [401, { signedOut: true, unavailable: false }],
  [422, { signedOut: false, unavailable: false }],
  [500, { signedOut: false, unavailable: false }],
  [502, { signedOut: false, unavailable: true }],
  [503, { signedOut: false, unavailable: true }],
  [504, { signedOut: false, unavailable: true }],
])("a %i is %o", async (status, kind) => {
  const server = await serve((_incoming, response) => void response.writeHead(status).end());
  const { signedOut, unavailable } = await failureOf(request(server));
  expect({ signedOut, unavailable }).toEqual(kind);
});

test("no answer at all counts as unavailable", async () => {
  expect(await failureOf(request(await addressOfNobody()))).toMatchObject({ status: 0, unavailable: true });
});

test("an aborted request is not a failure of the server", async () => {
  const server = await serve(() => undefined);
  const error = await failureOf(request(server, { signal: AbortSignal.abort() }));
  expect(error).not.toBeInstanceOf(ApiError);
});
