import { expect, test } from "vitest";
import { describeDueDate, toDay } from "@/lib/due-date";

// Half past eleven at night in New York, which the tests run in: already the 24th in UTC.
const monday = new Date("2026-11-24T04:30:00Z");

test.each([
  ["2026-11-23", { text: "Today", when: "today" }],
  ["2026-11-24", { text: "Tomorrow", when: "later" }],
  ["2026-11-22", { text: "Yesterday", when: "overdue" }],
  ["2026-11-29", { text: "Sunday", when: "later" }],
  ["2026-11-30", { text: "30 Nov", when: "later" }],
  ["2026-11-21", { text: "21 Nov", when: "overdue" }],
  ["2027-01-02", { text: "2 Jan 2027", when: "later" }],
])("%s is %o", (day, expected) => {
  expect(describeDueDate(day, monday, "en-GB")).toEqual(expected);
});

test("speaks the reader's language", () => {
  expect(describeDueDate("2026-11-24", monday, "de").text).toBe("Morgen");
});

test("a day has 24 hours where the clocks change", () => {
  expect(describeDueDate("2026-11-02", new Date("2026-10-31T12:00:00Z"), "en-GB").text).toBe("Monday");
});

test("takes the local day", () => {
  expect(toDay(monday)).toBe("2026-11-23");
});
