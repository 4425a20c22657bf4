export { isAnnotation, ownKeywords } from "./annotations.ts";
export { describeSchema } from "./describe.ts";
export { type Field, fieldsOf } from "./fields.ts";
export { type Issue, type IssueCode, issueCodes } from "./issue.ts";
export { type IssueHelp, modelIssueHelp } from "./issue-help.ts";
export { isRecord, type Json } from "./json.ts";
export { jsonPlace } from "./json-place.ts";
export {
  dereference,
  isReference,
  type JsonSchema,
  type JsonSchemaType,
  referenceOf,
} from "./json-schema.ts";
export { isNamedSecret, isNamedSecretAt, isSecretName } from "./named-secrets.ts";
export { didYouMean, nearest } from "./nearest.ts";
export {
  appendPath,
  ELEMENT,
  formatPath,
  type PathSegments,
  parsePath,
  pointerSegments,
  pointerStep,
  type SchemaPath,
  type SchemaStep,
  valueAt,
} from "./path.ts";
export { type DataFault, dataFault, isPrintableData, plainKindOf } from "./plain-data.ts";
export { createRedaction, leavingShort, redactIssue } from "./redaction.ts";
export { hasSecret, holdsSecret, isSecretAt } from "./secrets.ts";
export { hidden, showValue, type ValuePlace, visibleValue } from "./show-value.ts";
export { mapSubschemas, type Subschema, type SubschemaRole, subschemas } from "./subschemas.ts";
export { unprintableText } from "./unprintable-text.ts";
export { type ValueChange, valueChanges } from "./value-changes.ts";
export {
  allowsPath,
  childrenOf,
  keysOf,
  matchesPattern,
  partsOf,
  schemasAt,
  schemasUnder,
} from "./walk.ts";
export { yamlOfKubernetes } from "./yaml-of-kubernetes.ts";
export { openBracket, tooManyAliases, unknownAlias, yamlMessages, yamlWords } from "./yaml-words.ts";
