const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `22 Nov 2026`: unambiguous in every country and the same on every machine. */
export function dateText(date: Temporal.PlainDate): string {
  return `${date.day} ${monthText(date.month)} ${date.year}`;
}

/** `22 Nov 2026, 14:05 UTC`, or `22 Nov 2026, 15:05 UTC+01:00` in another time zone. */
export function momentText(moment: Temporal.Instant, timeZone: string): string {
  const local = moment.toZonedDateTimeISO(timeZone);
  return `${dateText(local.toPlainDate())}, ${twoDigits(local.hour)}:${twoDigits(local.minute)} ${offsetText(local)}`;
}

function offsetText(local: Temporal.ZonedDateTime): string {
  return local.offsetNanoseconds === 0 ? 'UTC' : `UTC${local.offset}`;
}

function monthText(month: number): string {
  const name = MONTHS[month - 1];
  if (name === undefined) throw new Error(`There is no month ${month}`);
  return name;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
