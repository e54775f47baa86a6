const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 6 * 60;
const DAILY = Temporal.Duration.from({ hours: 24 });
export const SILENCE = Temporal.Duration.from({ hours: 1 });

/** A young claim is looked at soon and an old one rarely: after half its age, and once more as it expires. */
export function patiently(
  { claimedAt, expiresAt }: { readonly claimedAt: Temporal.Instant; readonly expiresAt: Temporal.Instant },
  now: Temporal.Instant,
): Temporal.Instant {
  const age = Math.floor(now.since(claimedAt).total('minutes'));
  const patience = Math.min(Math.max(Math.floor(age / 2), SHORTEST_MINUTES), LONGEST_MINUTES);
  return earlier(now.add({ minutes: patience }), expiresAt);
}

/** A verified domain. */
export function daily(now: Temporal.Instant): Temporal.Instant {
  return now.add(DAILY);
}

/** A verified domain whose DNS did not answer. */
export function soonAgain(now: Temporal.Instant): Temporal.Instant {
  return now.add(SILENCE);
}

type Grace = { readonly graceUntil: Temporal.Instant };

export function whileLapsed({ graceUntil }: Grace, now: Temporal.Instant): Temporal.Instant {
  return earlier(now.add({ minutes: LONGEST_MINUTES }), graceUntil);
}

/** The DNS did not answer while the domain was lapsed: only an answer can end the grace, so it is asked on. */
export function afterGrace(grace: Grace, now: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(grace.graceUntil, now) > 0 ? whileLapsed(grace, now) : soonAgain(now);
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) > 0 ? other : one;
}
