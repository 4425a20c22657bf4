import { services } from "@/lib/server/auth";

// Not toNextJsHandler(auth): that needs the instance, and so the environment, while the image is built.
const handle = (request: Request) => services().auth.handler(request);

export { handle as GET, handle as POST };
