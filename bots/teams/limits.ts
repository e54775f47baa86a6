/** The vendor's numbers for a message with a card: below them every path that a card can take accepts it. */
export const LIMITS = {
  cardBytes: 28 * 1024,
  actionsInARow: 6,
  actions: 30,
  actionTitle: 60,
  title: 300,
  label: 120,
  inputText: 4000,
  choices: 300,
  errorText: 300,
  summary: 400,
  plainText: 12_000,
} as const;

/** How much of a view goes on the card; a card that is too large is rendered again with the next smaller measure. */
export type Measure = {
  readonly text: number;
  readonly parts: number;
  readonly items: number;
  readonly facts: number;
  readonly rows: number;
  readonly columns: number;
  readonly hasTableFallback: boolean;
};

export const LARGEST: Measure = {
  text: 4000,
  parts: 100,
  items: 200,
  facts: 60,
  rows: 100,
  columns: 10,
  hasTableFallback: true,
};

export const SMALLER: readonly Measure[] = [
  { ...LARGEST, hasTableFallback: false },
  { text: 1500, parts: 60, items: 80, facts: 40, rows: 40, columns: 8, hasTableFallback: false },
  { text: 500, parts: 30, items: 30, facts: 20, rows: 15, columns: 6, hasTableFallback: false },
  { text: 200, parts: 15, items: 10, facts: 10, rows: 6, columns: 5, hasTableFallback: false },
  { text: 80, parts: 8, items: 5, facts: 5, rows: 5, columns: 5, hasTableFallback: false },
];
