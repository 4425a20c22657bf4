import type { IssueHelp } from "@chartmodel/json-schema";
import type { ManifestIssueCode } from "./manifest-issue.ts";

/** What each code of a chart's checks stands for. */
export const manifestIssueHelp: Readonly<Record<ManifestIssueCode, IssueHelp>> = {
  "chart-invalid": {
    cause: "Helm refuses the chart by what its `Chart.yaml` says, or does not say: it renders nothing of it.",
    cure: "Write in `Chart.yaml` what the message names; `name` and a semantic `version` must be there.",
  },
  "template-error": {
    cause:
      "Helm cannot render the chart: a template is not well formed, calls a function with what it cannot take, or stops by `fail` or `required` with values that it should accept.",
    cure: "Mend the template at the line of the message. For one that stops by itself, set the values that it asks for, or say in the model that they are required.",
  },
  "values-refused": {
    cause: "Helm refuses the values by the `values.schema.json` of the chart, or of a chart in it.",
    cure: "Change the value that Helm names. If the value is right, the schema is not: `chartmodel render` writes it anew from the model.",
  },
  "manifest-syntax": {
    cause:
      "What a template renders is no YAML, or no object of Kubernetes: often the indentation of `toYaml` without `nindent`, a `{{-` that eats a line break, or a text without `quote`.",
    cure: "Look at what it renders with `helm template --debug`, and mend the line of the template.",
  },
  "manifest-invalid": {
    cause:
      "Kubernetes would refuse the object: a field that it requires is missing, a value has another type (a port as text, a variable's value as number), or the `kind` does not exist in that `apiVersion`.",
    cure: "Write in the template what the message expects; `quote` makes a text, `int` a number.",
  },
  "manifest-unknown-field": {
    cause:
      "The object has a field that Kubernetes does not know. It drops such fields or refuses the object, so what the field was for does not happen.",
    cure: "Take the name that the message suggests, or move the field to the object that has it. For an object of your own kind, hand its CustomResourceDefinition to `lint` with `--schemas`.",
  },
  "manifest-refused": {
    cause:
      "The object has the shape of its kind, and Kubernetes refuses what is in it, by its own rules: a name or a label's key that is not written as one, a probe without a handler, a volume that two kinds claim to be, a request above its limit. Of an image, it is the kubelet that refuses its name.",
    cure: "Change the value that the message names, where the template or the values have it. For a value that is only missing by default, such as a host's name, let the template `fail` or `required` with a sentence instead of rendering the object.",
  },
  "manifest-duplicate": {
    cause: "Two templates make an object of the same kind and name: only one of them will be there.",
    cure: "Name one of them differently, or render one only where the other is not.",
  },
  "selector-mismatch": {
    cause: "A workload selects pods by a label that its own pods do not have. Kubernetes refuses it.",
    cure: "Write labels and selector from one helper of the chart.",
  },
  "port-unknown": {
    cause:
      "A Service, an Ingress or a probe names a port that the pods or the Service behind it do not have.",
    cure: "Name a port that the container or the Service declares, or declare that one. In a model both come from one value.",
  },
  "reference-unknown": {
    cause:
      "A variable or a volume takes a key of a ConfigMap or a Secret of the release that does not have this key: its pods do not start.",
    cure: "Correct the key, or write it into the ConfigMap or the Secret.",
  },
  "value-merged": {
    cause:
      "The environment leaves a value out that the chart's `values.yaml` has. Helm lays values over those of the chart, so the environment gets the chart's.",
    cure: "Set the value in that environment, or let the environment that `values.yaml` is made from leave it out.",
  },
  "value-unused": {
    cause:
      "The value is in the model or in `values.yaml`, and no template makes use of it: who sets it waits for nothing.",
    cure: "Use it in the template that was meant, or remove it.",
  },
  "value-unmodelled": {
    cause:
      "A template reads a value that the model does not have. The schema refuses it, so nobody can set it.",
    cure: "Add it to the model, or correct the name in the template.",
  },
  "value-undeclared": {
    cause:
      "A template reads a value that `values.yaml` does not have, so nobody who reads that file knows of it.",
    cure: "Declare it in `values.yaml`, in a comment where it has no default, or correct the name in the template.",
  },
  "value-repeated": {
    cause:
      "A key stands twice in one map of `values.yaml`. Helm takes the last without a word, so who changes the first waits for nothing.",
    cure: "Remove one of them.",
  },
  "template-undefined": {
    cause:
      "A template calls another one by a name that no file of the chart defines. Helm fails where it gets there.",
    cure: "Correct the name, or define the template in a file whose name begins with `_`.",
  },
  "template-nil": {
    cause:
      "With values that the chart lets through, a template reads below a value that is not there: a nil pointer.",
    cure: "Guard the read by `with` or `if`, or give the value a default.",
  },
  "api-removed": {
    cause:
      "The `apiVersion` of the object is gone from the Kubernetes that is named, or from every one that Helm renders for where none is.",
    cure: "Use the `apiVersion` in the message. Where older clusters count too, choose by `.Capabilities.APIVersions.Has`.",
  },
  "schema-open": {
    cause: "The chart's schema lets unknown keys through: a misspelled value is accepted and does nothing.",
    cure: 'Write `"additionalProperties": false` at the object that is named, or make the schema from a model, which is strict everywhere.',
  },
  "schema-unportable": {
    cause:
      "The releases of Helm read a keyword of the schema differently: some assert a `format` that others ignore.",
    cure: "Write a `pattern` in its place, or take the schema from a model, which has only what all of them read alike.",
  },
  "yaml-trap": {
    cause:
      "Without quotes Helm's YAML takes the text for something else: `on` for true, `010` for 8, `1.10` for 1.1, and a number beyond 2^53 loses its last digits.",
    cure: "Put it in quotes if the text was meant; else write what it is read as.",
  },
};
