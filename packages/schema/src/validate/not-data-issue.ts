import { type DataFault, formatPath, type Issue } from "@chartmodel/json-schema";

/** What to say of a value that JSON cannot hold. */
export function notDataIssue({ path, found }: DataFault): Issue {
  const expected = "plain data: texts, numbers, booleans, lists and objects";
  const place = formatPath(path);
  return {
    path: place,
    code: "type",
    expected,
    received: found,
    message: `${place || "the document"} must be ${expected}, but is ${found}`,
  };
}
