export type DepartureConfig = {
  /** How long a deactivation can be taken back without loss; personal data is deleted after it. */
  readonly undoWindow: Temporal.Duration;
  /** How many messages are deleted in one transaction. */
  readonly purgeBatch: number;
};

export const DEFAULT_DEPARTURE_CONFIG: DepartureConfig = {
  undoWindow: Temporal.Duration.from({ hours: 7 * 24 }),
  purgeBatch: 500,
};

/** As people are told it. */
export function undoDays({ undoWindow }: DepartureConfig): number {
  return Math.round(undoWindow.total('hours') / 24);
}
