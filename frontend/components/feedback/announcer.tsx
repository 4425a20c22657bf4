"use client";

import { useAnnouncement } from "@/lib/announcements";

/** Says what sighted people see happen. The key makes a repeated text be said again. */
export function Announcer() {
  const { text, count } = useAnnouncement();
  return (
    <div className="visually-hidden" role="status">
      <span key={count}>{text}</span>
    </div>
  );
}
