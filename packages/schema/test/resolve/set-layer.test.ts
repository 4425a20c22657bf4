import { describe, expect, test } from "vitest";
import { defineModel, FreeForm, Kubernetes, Port, Quantity, StringMap, Type } from "../../src/index.ts";
import { setLayer } from "../../src/resolve/set-layer.ts";
import { UsageError } from "../../src/usage-error.ts";

const { schema } = defineModel({
  name: "set",
  values: Type.Object({
    replicas: Type.Integer({ minimum: 1, maximum: 50, unit: "pods", default: 1 }),
    share: Type.Number({ default: 0.5 }),
    on: Type.Boolean({ default: false }),
    text: Type.String({ default: "" }),
    level: Type.Enum(["debug", "info"], { default: "info" }),
    numbers: Type.Enum([1, 2], { default: 1 }),
    port: Port({ default: 80 }),
    size: Quantity({ default: "1Gi" }),
    hosts: Type.Array(Type.String(), { default: [], examples: [["a.example.com"]] }),
    annotations: StringMap({ default: {} }),
    deep: Type.Object({ deeper: Type.Object({ on: Type.Boolean({ default: true }) }) }),
    resources: Kubernetes.ResourceRequirements({ default: {} }),
    probe: Kubernetes.Probe({ default: {} }),
    token: Type.Integer({ secret: true, default: 0 }),
    login: Type.Object({ password: Type.String({ secret: true, default: "sesame" }) }),
    patterned: Type.Record(Type.String({ pattern: "^x-" }), Type.Integer(), { default: {} }),
    choice: Type.Union([Type.Object({ size: Type.Integer() }), Type.Boolean()], { default: false }),
    free: FreeForm({ default: {} }),
  }),
});

describe("--set", () => {
  test.each([
    { text: "replicas=3", gives: { replicas: 3 } },
    { text: "share=0.25", gives: { share: 0.25 } },
    { text: "on=true", gives: { on: true } },
    { text: "text=3", gives: { text: "3" } },
    { text: "text=true", gives: { text: "true" } },
    { text: "text=", gives: { text: "" } },
    { text: "text=a=b", gives: { text: "a=b" } },
    { text: 'text="a"', gives: { text: '"a"' } },
    { text: "level=debug", gives: { level: "debug" } },
    { text: "numbers=2", gives: { numbers: 2 } },
    { text: "size=2Gi", gives: { size: "2Gi" } },
    { text: 'hosts=["a","b"]', gives: { hosts: ["a", "b"] } },
    { text: "hosts[0]=a", gives: { hosts: ["a"] } },
    { text: 'annotations={"a":"b"}', gives: { annotations: { a: "b" } } },
    { text: 'annotations["example.com/team"]=todo', gives: { annotations: { "example.com/team": "todo" } } },
    { text: "deep.deeper.on=false", gives: { deep: { deeper: { on: false } } } },
    { text: "resources.requests.cpu=50m", gives: { resources: { requests: { cpu: "50m" } } } },
    { text: "probe.httpGet.port=http", gives: { probe: { httpGet: { port: "http" } } } },
    { text: "patterned.x-a=1", gives: { patterned: { "x-a": 1 } } },
    { text: "choice.size=2", gives: { choice: { size: 2 } } },
    { text: "free.a.b=text", gives: { free: { a: { b: "text" } } } },
    { text: "free.a=[1]", gives: { free: { a: [1] } } },
    { text: "probe.httpGet.port=80", gives: { probe: { httpGet: { port: 80 } } } },
  ])("$text", ({ text, gives }) => {
    expect(setLayer([text], schema).values).toEqual(gives);
  });

  test("takes several, the later over the earlier", () => {
    const { values } = setLayer(["deep.deeper.on=false", "replicas=2", "replicas=3"], schema);
    expect(values).toEqual({ deep: { deeper: { on: false } }, replicas: 3 });
  });
});

describe("--set refuses", () => {
  test.each([
    {
      text: "replicas=many",
      says: /^--set replicas: expected integer, 1 to 50 pods, but got "many"; for example --set replicas=1$/,
    },
    { text: "replicas=1.5", says: /expected integer/ },
    { text: "replicas=", says: /expected integer.*got ""/ },
    { text: "replicas=null", says: /expected integer.*got "null"/ },
    { text: "replicas=true", says: /expected integer/ },
    { text: "on=yes", says: /^--set on: expected boolean, but got "yes"; for example --set on=false$/ },
    { text: "on=1", says: /expected boolean/ },
    { text: "port=http", says: /expected port number, 1 to 65535.*--set port=8080$/ },
    {
      text: "hosts=a",
      says: /expected list of string, but got "a"; for example --set hosts='\["a.example.com"\]'$/,
    },
    { text: "annotations=[]", says: /expected map of string.*--set annotations='\{.*\}'$/ },
    { text: "resources=1", says: /expected Kubernetes ResourceRequirements/ },
    { text: "numbers=two", says: /expected one of 1, 2.*--set numbers=1$/ },
    { text: "deep=1", says: /^--set deep: expected object/ },
    { text: "relicas=1", says: /"relicas"; did you mean "replicas"\?/ },
    { text: "deep.deper.on=true", says: /no key of deep "deper"; did you mean "deeper"\?/ },
    { text: "replicas.x=1", says: /there is no replicas\.x: replicas is integer/ },
    { text: "replicas[0]=1", says: /there is no replicas\[0\]: replicas is integer/ },
    { text: "__proto__=1", says: /key __proto__/ },
    { text: "constructor=1", says: /"constructor"/ },
    { text: "replicas", says: /--set takes path=value, but there is no =/ },
    { text: "=1", says: /--set takes path=value/ },
    { text: "a..b=1", says: /--set a\.\.b: unexpected "\." at character 2/ },
  ])("$text", ({ text, says }) => {
    expect(() => setLayer([text], schema)).toThrow(UsageError);
    expect(() => setLayer([text], schema)).toThrow(says);
  });

  test.each([
    "token=correct-horse",
    "login=correct-horse",
    "correct-horse",
    "=correct-horse",
    "login.x=correct-horse",
  ])("%s without showing the secret", (text) => {
    expect(() => setLayer([text], schema)).toThrow(/^(?!.*(correct-horse|sesame)).*--set|no key/);
  });

  test.each([
    { what: "a gap in a list", texts: ["hosts[9999999]=x"], says: /next one is hosts\[0\]/ },
    { what: "a gap after others", texts: ["hosts[0]=x", "hosts[2]=x"], says: /next one is hosts\[1\]/ },
    { what: "10,000 levels", texts: [`free${".a".repeat(10_000)}=x`], says: /at most 100 steps/ },
    { what: "a key that Object.prototype has", texts: ["constructor.name=x"], says: /"constructor"/ },
    { what: "a pattern that does not match", texts: ["patterned.a=1"], says: /no key of patterned "a"/ },
  ])("$what", ({ texts, says }) => {
    expect(() => setLayer(texts, schema)).toThrow(says);
  });
});
