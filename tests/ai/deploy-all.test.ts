import { expect, test } from "vitest";
import { deployAll } from "../../tools/ai/deploy-all.mjs";

const services = [{ name: "todo-backend" }, { name: "todo-frontend" }];

/** Deploys what is asked, but for the images given. @returns what was deployed, in order, and how it ended. */
async function deployed(refused: readonly string[], takeBack = async () => {}) {
  const calls: string[] = [];
  const ended = await deployAll(services, {
    imagesOf: async ({ name }: { name: string }) => ({ before: `${name}:1`, image: `${name}:2` }),
    deploy: async ({ name }: { name: string }, image: string) => {
      calls.push(image);
      if (refused.includes(image)) throw new Error(`${name} was not deployed`);
    },
    takeBack: async () => {
      await takeBack();
      calls.push("overlay");
    },
  }).catch((error: Error) => error.message);
  return { calls, ended };
}

test("every service is deployed, one after the other", async () => {
  expect(await deployed([])).toEqual({ calls: ["todo-backend:2", "todo-frontend:2"], ended: undefined });
});

test("where the second fails, the overlay and then the first are as they were", async () => {
  expect(await deployed(["todo-frontend:2"])).toEqual({
    calls: ["todo-backend:2", "todo-frontend:2", "overlay", "todo-backend:1"],
    ended: "todo-frontend was not deployed\nThe overlay is as it was.",
  });
});

test("where the first cannot be taken back either, that is said", async () => {
  const { ended } = await deployed(["todo-frontend:2", "todo-backend:1"]);
  expect(ended).toMatch(/overlay is as it was\.\ntodo-backend still runs the change: todo-backend was not/);
});

test("where the overlay may not be taken back, what runs the change is left and said", async () => {
  const { calls, ended } = await deployed(["todo-frontend:2"], async () => {
    throw new Error("the overlay was changed meanwhile");
  });
  expect(calls).toEqual(["todo-backend:2", "todo-frontend:2"]);
  expect(ended).toMatch(
    /^todo-frontend was not deployed\nthe overlay was changed meanwhile\ntodo-backend still runs the change/,
  );
});
