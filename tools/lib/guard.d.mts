/** For the frontend's tests, which are compiled without JavaScript's own types. */
export function endWithThisProcess(target: number): () => void;
