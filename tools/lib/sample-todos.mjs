/**
 * A dozen todos that show what the page can do.
 *
 * @param today from which the due dates count.
 */
export function sampleTodos(today) {
  const inDays = (days) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return [
    { title: "Reply to the landlord about the boiler", priority: "high", due_date: inDays(-1) },
    {
      title: "Renew the passport",
      priority: "high",
      due_date: inDays(0),
      notes: "Two photographs, 35 × 45 mm",
    },
    { title: "Book the train to Lisbon", due_date: inDays(2) },
    { title: "Water the plants", priority: "low", due_date: inDays(1) },
    { title: "Prepare the talk on live updates", priority: "high", due_date: inDays(7) },
    { title: "Read the chapter on consensus", priority: "low" },
    { title: "Buy a present for Amira", due_date: inDays(12), notes: "She liked the blue teapot" },
    { title: "Fix the squeaking door" },
    { title: "Cancel the gym membership", priority: "low", due_date: inDays(30) },
    { title: "Call the dentist", done: true },
    { title: "Back up the photographs", done: true },
    { title: "Try the new bakery on the corner", done: true, priority: "low" },
  ];
}
