/** An invitation that has not led to a seat by then is over. */
const DAYS = 30;

export function invitationEnd(since: Temporal.Instant): Temporal.Instant {
  return since.add({ hours: 24 * DAYS });
}
