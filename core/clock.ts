/** The only source of time: nothing in core reads the machine's clock. */
export interface Clock {
  readonly now: () => Temporal.Instant;
}

export function today(clock: Clock, timeZone: string): Temporal.PlainDate {
  return clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
}
