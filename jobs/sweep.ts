/** What is done over and over, whoever is awake. Running it twice at once is harmless. */
export type Sweep = {
  readonly name: `sweep.${string}`;
  readonly every: Temporal.Duration;
  readonly run: (signal: AbortSignal) => Promise<void>;
};
