import { createIds, type Id } from '../../core/ids.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';

export const NOW = Temporal.Instant.from('2026-03-13T09:00:00Z');

let ticks = 0;

/** Ids that sort in the order in which they were asked for. */
export const ids = createIds({ now: () => NOW.add({ milliseconds: (ticks += 1) }) }, seededEntropy('builders'));

/** The account that everything belongs to unless a test says otherwise. */
export const ACME: Id<'account'> = ids.next('account');
