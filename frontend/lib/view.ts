import { oneLine } from "./one-line";
import { type Filter, filters, type Order, orders, type View } from "./todo";

export const searchMaxLength = 200;

const defaultView: View = { filter: "all", order: "-created", search: "" };

/** The view that an address asks for; whatever it gets wrong falls back to the default. */
export function parseView(params: URLSearchParams): View {
  const filter = params.get("show") as Filter;
  const order = params.get("order") as Order;
  return {
    filter: filters.includes(filter) ? filter : defaultView.filter,
    order: orders.includes(order) ? order : defaultView.order,
    search: oneLine(params.get("q") ?? defaultView.search).slice(0, searchMaxLength),
  };
}

/** The query string of a view, without what is the default. */
export function formatView({ filter, order, search }: View): string {
  const params = new URLSearchParams();
  if (filter !== defaultView.filter) params.set("show", filter);
  if (order !== defaultView.order) params.set("order", order);
  if (search !== defaultView.search) params.set("q", search);
  return params.toString();
}
