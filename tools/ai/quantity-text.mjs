/** Processors as Kubernetes writes them, rounded up to a thousandth: `0.05` is `50m`. */
export const cores = (value) => `${Math.ceil(value * 1000)}m`;

/** Bytes as Kubernetes writes them, rounded up to a mebibyte. */
export const bytes = (value) => `${Math.ceil(value / 2 ** 20)}Mi`;
