/** Beats at a fixed pace until it is disposed of; a beat that takes longer than the pace delays the next one. */
export interface Pulse {
  readonly every: (pace: Temporal.Duration, beat: () => Promise<void>) => Disposable;
}
