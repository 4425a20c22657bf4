import { type RefObject, useEffect, useId, useState } from "react";
import { CheckAllIcon, SearchIcon } from "@/components/icons";
import { oneLine } from "@/lib/one-line";
import { type Filter, filters, type Order, orders, type View } from "@/lib/todo";
import { searchMaxLength } from "@/lib/view";
import styles from "./toolbar.module.css";

const filterTexts: Record<Filter, string> = { all: "All", open: "Open", done: "Done" };
const orderTexts: Record<Order, string> = {
  "-created": "Newest first",
  created: "Oldest first",
  due: "By due date",
  "-priority": "By priority",
  title: "By title",
};
const searchDelayMs = 250;

interface ToolbarProps {
  view: View;
  onChange: (changes: Partial<View>) => void;
  canCompleteAll: boolean;
  onCompleteAll: () => void;
  searchRef: RefObject<HTMLInputElement | null>;
}

export function Toolbar({ view, onChange, canCompleteAll, onCompleteAll, searchRef }: ToolbarProps) {
  const id = useId();
  const [typed, setTyped] = useState(view.search);
  const words = oneLine(typed);

  useEffect(() => {
    if (words === view.search) return;
    const timer = setTimeout(() => onChange({ search: words }), searchDelayMs);
    return () => clearTimeout(timer);
  }, [words, view.search, onChange]);

  return (
    <section className={styles.toolbar} aria-label="Shown todos">
      <div className={styles.arrange}>
        <search className={styles.search}>
          <SearchIcon />
          <label htmlFor={`${id}-search`} className="visually-hidden">
            Search
          </label>
          <input
            id={`${id}-search`}
            ref={searchRef}
            type="search"
            dir="auto"
            placeholder="Search"
            aria-keyshortcuts="Control+K Meta+K"
            autoComplete="off"
            maxLength={searchMaxLength}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && setTyped("")}
          />
        </search>
        <label htmlFor={`${id}-order`} className="visually-hidden">
          Order
        </label>
        <select
          id={`${id}-order`}
          className={styles.order}
          value={view.order}
          onChange={(event) => onChange({ order: event.target.value as Order })}
        >
          {orders.map((order) => (
            <option key={order} value={order}>
              {orderTexts[order]}
            </option>
          ))}
        </select>
      </div>
      <div className={styles.narrow}>
        <fieldset className={styles.filters}>
          <legend className="visually-hidden">Show</legend>
          {filters.map((filter) => (
            <label key={filter}>
              <input
                type="radio"
                name={`${id}-filter`}
                checked={view.filter === filter}
                onChange={() => onChange({ filter })}
              />
              <span>{filterTexts[filter]}</span>
            </label>
          ))}
        </fieldset>
        <button type="button" className="quiet" disabled={!canCompleteAll} onClick={onCompleteAll}>
          <CheckAllIcon /> Complete all
        </button>
      </div>
    </section>
  );
}
