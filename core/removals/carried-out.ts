export type Counts = Readonly<Record<string, number>>;

/** A part of the removal that is done, with what it deleted. */
export type CarriedOut = { readonly step: string; readonly at: Temporal.Instant; readonly counts: Counts };
