/** A way to write a text, and its words in a message after "must be". */
export interface Format {
  readonly is: (text: string) => boolean;
  readonly expected: string;
}

/** Lengths first: some patterns take long on a long text. */
const format = (expected: string, most: number, pattern: RegExp): Format => ({
  is: (text) => text.length <= most && pattern.test(text),
  expected,
});

// Those of apimachinery's pkg/util/validation, and of pkg/api/validation.

const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
const name = "[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?";

export const dnsLabel = format(
  "at most 63 lower-case letters, digits and -, a letter or a digit at both ends",
  63,
  new RegExp(`^${label}$`),
);

export const dnsSubdomain = format(
  "at most 253 lower-case letters, digits, - and ., a letter or a digit at both ends and beside each dot",
  253,
  new RegExp(`^${label}(?:\\.${label})*$`),
);

/** The host of an Ingress, whose first part may be `*`. */
export const hostname: Format = {
  is: (text) => dnsSubdomain.is(text.replace(/^\*\./, "")),
  expected: "a DNS name in lower case, whose first part may be *",
};

/** The name of an object as it stands in a URL. */
export const pathSegment: Format = {
  is: (text) => text !== "" && text !== "." && text !== ".." && !/[/%]/.test(text),
  expected: "a name without / and %, and not . or ..",
};

const unprefixed = format("", 63, new RegExp(`^${name}$`));

/** A key of a label, of a taint or of a condition. */
export const qualifiedName: Format = {
  is(text) {
    const [first = "", second, ...others] = text.split("/");
    if (second === undefined) return unprefixed.is(first);
    return others.length === 0 && dnsSubdomain.is(first) && unprefixed.is(second);
  },
  expected:
    "a key as example.com/name or name: at most 63 letters, digits, -, _ and ., a letter or a digit at both ends, the domain in lower case",
};

/** A key of an annotation: as that of a label, in any case. */
export const annotationKey: Format = {
  is: (text) => qualifiedName.is(text.toLowerCase()),
  expected: qualifiedName.expected.replace(", the domain in lower case", ""),
};

export const labelValue = format(
  "at most 63 letters, digits, -, _ and ., a letter or a digit at both ends",
  63,
  new RegExp(`^(?:${name})?$`),
);

/** A key of a ConfigMap or a Secret: the name of a file. */
export const dataKey: Format = {
  is: (text) =>
    text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== "." && !text.startsWith(".."),
  expected: "a key of at most 253 letters, digits, -, _ and ., not . and not beginning with ..",
};

export const headerName = format("a header's name of letters, digits and -", 65_536, /^[-A-Za-z0-9]+$/);

/** A variable's name: any printable ASCII but `=`, as of Kubernetes 1.34; older ones take less. */
export const variableName = format("printable ASCII characters without =", 1_048_576, /^[ -<>-~]+$/);

export const portName: Format = {
  is: (text) => text.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text),
  expected: "at most 15 lower-case letters, digits and single - between them, with a letter",
};

export const driverName: Format = {
  is: (text) => text.length <= 63 && dnsSubdomain.is(text.toLowerCase()),
  expected: "the name of a driver: at most 63 letters, digits, - and .",
};

export const sysctlName = format(
  "a sysctl's name, as net.core.somaxconn",
  253,
  /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/,
);

/** A path on a node or in a container. */
export const pathWithoutBackstep: Format = {
  is: (text) => !text.split("/").includes(".."),
  expected: "a path without ..",
};

/** A path below a folder. */
export const relativePath: Format = {
  is: (text) => !text.startsWith("/") && pathWithoutBackstep.is(text),
  expected: "a relative path without ..",
};

/** The path of a file in a volume; names that begin with `..` are the kubelet's own. */
export const volumePath: Format = {
  is: (text) => relativePath.is(text) && !text.startsWith(".."),
  expected: "a relative path without .., and not beginning with ..",
};
