import type { EntitlementChange } from './entitlement.ts';

/** What was owned and used at the end of a day. */
export type UsagePoint = { readonly on: Temporal.PlainDate; readonly purchased: number; readonly used: number };

/** The given days, each as it ended; nothing was owned before the first change. */
export function usageOn(
  history: readonly EntitlementChange[],
  days: readonly Temporal.PlainDate[],
  timeZone: string,
): readonly UsagePoint[] {
  return days.map((on) => {
    const end = on.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
    const last = history.findLast(({ at }) => Temporal.Instant.compare(at, end) < 0);
    return { on, purchased: last?.purchased ?? 0, used: last?.used ?? 0 };
  });
}

/** Today and the same weekday of the weeks before, oldest first. */
export function weeksUntil(today: Temporal.PlainDate, count: number): readonly Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => today.subtract({ weeks: count - 1 - index }));
}

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A column for each number, the highest of all as a full one; an empty column for nothing. */
export function sparkline(values: readonly number[], highest: number): string {
  return values
    .map((value) =>
      value === 0 || highest === 0 ? ' ' : (LEVELS[Math.ceil((value / highest) * LEVELS.length) - 1] ?? '█'),
    )
    .join('');
}
