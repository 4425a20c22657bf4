/**
 * A user of the application, as a browser would be one: through the frontend's address, with its cookies.
 *
 * @param url the frontend's address, as in `http://127.0.0.1:3000`.
 * @throws each method throws with the request, its status and the answer where that is no success.
 */
export function createTodoClient(url) {
  const cookies = new Map();
  let userId;

  const headers = () => ({
    origin: new URL(url).origin,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    ...(userId && { "x-todo-user": userId }),
  });

  const request = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers(), ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const text = await response.text();
    if (!response.ok) throw new RequestError(method, path, response.status, text);
    return text === "" ? undefined : JSON.parse(text);
  };

  const signIn = async ({ email, password }) => {
    const answer = await request("POST", "/api/auth/sign-in/email", { email, password });
    userId = answer.user.id;
  };

  return {
    /** Makes the account and signs in. */
    async signUp(user) {
      await request("POST", "/api/auth/sign-up/email", user);
      await signIn(user);
    },
    signIn,
    /** Deletes the account and its todos. */
    deleteAccount: (password) => request("POST", "/api/auth/delete-user", { password }),
    addTodo: (todo) => request("POST", "/api/todos", todo),
    /** The first page of the user's todos. */
    listTodos: () => request("GET", "/api/todos"),
    userId: () => userId,
    /** Those of the user's requests. */
    headers,
  };
}

/** An answer that was no success. */
export class RequestError extends Error {
  constructor(method, path, status, answer) {
    super(`${method} ${path} answered ${status}: ${answer.slice(0, 300)}`);
    this.status = status;
  }
}
