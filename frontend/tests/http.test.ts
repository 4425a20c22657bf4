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
  [422, { errors: [{ name: "title", detail: "is empty" }], detail: "Invalid" }, "The title: is empty."],
  [403, { detail: "Not from here." }, "Not from here."],
  [401, { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid" }, "The email or the password is wrong."],
  [400, { detail: "Invalid password" }, "The password is wrong."],
  [400, { code: "NEW_CODE", message: "No such luck" }, "No such luck."],
  [404, { detail: "There is no such todo." }, "It is not there any more."],
  [429, { message: "Too many requests." }, "Too many tries. Wait a minute, then try again."],
  [500, "<html>", "The server made a mistake. Trying again may help."],
  [
    503,
    { detail: "Account was kept" },
    "Your todos cannot be deleted at the moment, so the account was kept. Try again later.",
  ],
  [503, { detail: "ECONNREFUSED" }, "The server is away at the moment."],
  [418, "", "The server did not accept this. Reload the page and try again."],
])("explains a %i", async (status, body, message) => {
  const server = await serve((_incoming, response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  expect(await failureOf(request(server))).toMatchObject({ status, message });
});

test("knows that another account is signed in by now", async () => {
  const server = await serve((_incoming, response) => {
    response.writeHead(409).end(JSON.stringify({ type: "https://example.com/problems/account-changed" }));
  });
  expect(await failureOf(request(server))).toMatchObject({ accountChanged: true, unavailable: false });
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
