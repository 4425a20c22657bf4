import {
  AbsolutePath,
  type Chart,
  DnsLabel,
  DnsSubdomain,
  defineChart,
  FreeForm,
  HttpUrl,
  ImageDigest,
  ImageRepository,
  ImageTag,
  Kubernetes,
  Labels,
  Port,
  Quantity,
  StringMap,
  SubchartValue,
  Type,
} from "@chartmodel/schema";

const port = Port({ description: "Port.", default: 8080 });
const text = Type.String({ description: "Text." });

/** Every keyword that a model may have, and every type of this library. */
export const keywords: Chart = defineChart({
  name: "keywords",
  values: Type.Object({
    named: Type.Object({
      port,
      label: DnsLabel({ default: "a" }),
      subdomain: Type.Optional(DnsSubdomain()),
      url: HttpUrl({ default: "http://a:1" }),
      repository: ImageRepository({ default: "a/b" }),
      tag: ImageTag({ default: "1" }),
      digest: ImageDigest({ default: "" }),
      path: Type.Optional(AbsolutePath()),
      quantity: Quantity({ default: "1Gi", message: "Give an amount such as 1Gi." }),
      labels: Labels({ default: { team: "todo" } }),
      annotations: StringMap({ default: { a: "b", c: "d" }, minProperties: 1, maxProperties: 3 } as object),
    }),
    numbers: Type.Object({
      bounded: Type.Integer({ minimum: -3, maximum: 10, default: 1 }),
      open: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1.5, default: 0.1 }),
      even: Type.Integer({ multipleOf: 2, default: 4 }),
      thirds: Type.Optional(Type.Number({ multipleOf: 3 })),
      large: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 7 })),
      tenth: Type.Optional(Type.Number({ minimum: 0.1, maximum: 0.3 })),
      fixed: Type.Optional(Type.Literal(0)),
      choice: Type.Enum([1, 2, "one"], { default: 1 }),
    }),
    texts: Type.Object({
      short: Type.String({ minLength: 1, maxLength: 3, default: "a" }),
      pattern: Type.Optional(Type.String({ pattern: "^[a-zé😀]{1,3}$" })),
      class: Type.Optional(Type.String({ pattern: "^[^a-c\\n]*[\\d\\w]$" })),
      anywhere: Type.Optional(Type.String({ pattern: "a|b" })),
      notThis: Type.String({ not: { enum: ["a", "b"] }, default: "c" }),
      secret: Type.Optional(Type.String({ secret: true, minLength: 8 })),
      constant: Type.Literal("on", { default: "on" }),
    }),
    flag: Type.Boolean({ default: false }),
    lists: Type.Object({
      sized: Type.Array(text, { minItems: 1, maxItems: 3, default: ["a"] }),
      unique: Type.Optional(Type.Array(Type.String(), { uniqueItems: true })),
      mixed: Type.Optional(Type.Array(Type.Union([Type.Number(), Type.Boolean()]), { uniqueItems: true })),
      uniqueObjects: Type.Optional(
        Type.Array(Type.Object({ a: Type.Optional(Type.Number()), b: Type.Optional(StringMap()) }), {
          uniqueItems: true,
        }),
      ),
      containing: Type.Optional(Type.Array(Type.Integer(), { contains: { minimum: 5 } })),
      pair: Type.Optional(Type.Tuple([Type.String(), Type.Integer()])),
      open: Type.Optional(
        Type.Unsafe({ type: "array", items: [{ type: "string" }], additionalItems: { type: "boolean" } }),
      ),
      defaulted: Type.Array(Type.Object({ name: Type.String(), size: Type.String({ default: "1Gi" }) }), {
        default: [{ name: "a", size: "1" }],
      }),
      nested: Type.Optional(Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 2 }))),
    }),
    maps: Type.Object({
      counted: Type.Record(Type.String(), Type.Integer(), {
        minProperties: 1,
        maxProperties: 2,
        default: { a: 1 },
      }),
      named: Type.Optional(Type.Record(Type.String({ pattern: "^[a-z]+$" }), Type.Boolean())),
      patterned: Type.Object(
        { plain: Type.Optional(Type.String()) },
        {
          patternProperties: { "^x-": Type.Integer(), "-y$": Type.Integer({ maximum: 5 }) },
          additionalProperties: Type.Boolean(),
          default: { "x-a": 1, "x-y": 2 } as object,
        },
      ),
      entries: Type.Record(
        Type.String(),
        Type.Object({ a: Type.Integer({ default: 1 }), b: Type.Optional(text) }),
        {
          default: { first: { a: 2 } },
        },
      ),
    }),
    conditions: Type.Object(
      {
        kind: Type.Enum(["file", "server"], { default: "file" }),
        path: Type.Optional(Type.String()),
        host: Type.Optional(Type.String()),
        user: Type.Optional(Type.String()),
        password: Type.Optional(Type.String()),
        tls: Type.Optional(Type.Boolean()),
      },
      {
        if: { properties: { kind: { const: "server" } } },
        then: { required: ["host"] },
        else: { not: { required: ["host"] } },
        dependencies: { user: ["password"], tls: { properties: { kind: { const: "server" } } } },
        minProperties: 1,
      },
    ),
    union: Type.Union(
      [
        Type.Object({
          kind: Type.Literal("s3"),
          bucket: Type.String({ minLength: 1 }),
          region: Type.String({ default: "a" }),
        }),
        Type.Object({ kind: Type.Literal("disk"), size: Type.Optional(Type.Integer()) }),
        Type.String({ maxLength: 2 }),
      ],
      { default: { kind: "disk", size: 1 } },
    ),
    oneOf: Type.Unsafe({
      oneOf: [
        { type: "integer", minimum: 0 },
        { type: "number", maximum: 5 },
        { type: "string", minLength: 1 },
      ],
      default: "a",
    }),
    allOf: Type.Optional(
      Type.Intersect([Type.String({ minLength: 2 }), Type.String({ pattern: "^[a-z]*$" })]),
    ),
    free: FreeForm({ default: { a: { b: [1] } } }),
    sub: Type.Object({ enabled: Type.Boolean({ default: true }) }, { additionalProperties: SubchartValue() }),
    global: Type.Object({ registry: Type.String({ default: "registry.example.com" }) }),
    constructor: Type.Optional(Type.Integer()),
    "a.b/c~d": Type.Optional(Type.Integer({ message: "A number." })),
    "é😀": Type.Optional(Type.Integer()),
  }),
});

/** The one keyword in whose error Helm 4 may name another place. */
export const names: Chart = defineChart({
  name: "names",
  values: Type.Object({
    limited: Type.Record(Type.String(), Type.String(), {
      propertyNames: { maxLength: 3, pattern: "^[^_\\n]*$" },
      default: { a: "b" },
    }),
    objects: Type.Optional(
      Type.Object(
        { a: Type.Optional(text), abc: Type.Optional(text) },
        { propertyNames: { enum: ["a", "b"] } },
      ),
    ),
  }),
});

/** A value of every kind of Kubernetes object, some with defaults that Helm merges. */
export const kubernetes: Chart = defineChart({
  name: "kubernetes",
  values: Type.Object({
    ...Object.fromEntries(
      Object.entries(Kubernetes).map(([kind, build]) => [
        kind,
        Type.Optional((build as () => ReturnType<typeof FreeForm>)()),
      ]),
    ),
    probe: Kubernetes.Probe({ default: { httpGet: { path: "/", port: "http" }, periodSeconds: 5 } }),
    resources: Kubernetes.ResourceRequirements({ default: { limits: { cpu: "1", memory: "1Gi" } } }),
    affinity: Kubernetes.Affinity({ default: {} }),
    container: Kubernetes.Container({ default: { name: "a", image: "b", ports: [{ containerPort: 1 }] } }),
    strategy: Kubernetes.DeploymentStrategy({
      default: { rollingUpdate: { maxSurge: 1 }, type: "RollingUpdate" },
    }),
    tolerations: Type.Array(Kubernetes.Toleration(), { default: [] }),
  }),
});
