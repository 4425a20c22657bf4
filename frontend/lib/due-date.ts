export interface DueDate {
  text: string;
  /** How the day relates to today. */
  when: "overdue" | "today" | "later";
}

const dayMs = 86_400_000;

/**
 * Describes a calendar day for people: near days by name, others by date.
 *
 * @param day `YYYY-MM-DD`
 * @param locale @default the browser's
 */
export function describeDueDate(day: string, today: Date = new Date(), locale?: string): DueDate {
  const days = Math.round((noon(day).getTime() - noon(toDay(today)).getTime()) / dayMs);
  const when = days < 0 ? "overdue" : days === 0 ? "today" : "later";
  if (Math.abs(days) <= 1) {
    const text = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return { text: text.charAt(0).toLocaleUpperCase(locale) + text.slice(1), when };
  }
  const near = days > 1 && days < 7;
  const sameYear = day.slice(0, 4) === toDay(today).slice(0, 4);
  const format: Intl.DateTimeFormatOptions = near
    ? { weekday: "long" }
    : { day: "numeric", month: "short", ...(!sameYear && { year: "numeric" }) };
  return { text: new Intl.DateTimeFormat(locale, { ...format, timeZone: "UTC" }).format(noon(day)), when };
}

/** The local calendar day of a moment, as `YYYY-MM-DD`. */
export function toDay(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, "0");
  return `${moment.getFullYear()}-${month}-${String(moment.getDate()).padStart(2, "0")}`;
}

/** In UTC, where every day has 24 hours. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
