export const title = "the frontend reaches the backend by its short name in the same namespace";

export async function run({ space }) {
  const found = await askBackend(space);
  if (!/^http:\/\/todo-backend:\d+$/.test(found)) throw new Error(`the frontend's API_URL is ${found}`);
}

/** Has a frontend pod call the backend where its environment says that it is. @returns that address. */
export async function askBackend(space) {
  const script =
    "const { API_URL } = process.env; fetch(API_URL + '/readyz')" +
    ".then((r) => { console.log(API_URL); process.exit(r.ok ? 0 : 1); })";
  return (await space.kubectl(["exec", "deployment/todo-frontend", "--", "node", "-e", script])).trim();
}
