/** Seconds in which `chartmodel mcp` has answered a question, or said that there is no answer: a client waits longer. */
export const answerSeconds = 60;
