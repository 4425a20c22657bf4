/** Between two looks, in seconds. */
export const step = 3;

/** The most of many samples. */
export const mostOf = (samples) => ({
  cpu: Math.max(...samples.map(({ cpu }) => cpu)),
  memory: Math.max(...samples.map(({ memory }) => memory)),
});
