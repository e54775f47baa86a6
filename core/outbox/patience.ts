const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60 * 60;

/** Doubles with every attempt, up to an hour: an outage of a day is survived without giving anything up. */
export function waitAfter(attempts: number): Temporal.Duration {
  const seconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(attempts, 20));
  return Temporal.Duration.from({ seconds });
}
