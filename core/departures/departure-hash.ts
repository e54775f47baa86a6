import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical.ts';
import type { DeparturePlan } from './plan-departure.ts';

/**
 * What a confirmation is bound to: everything that ends, moves or goes. What is kept may grow between the question and the
 * answer, as mail goes on being read, without anybody losing more than they agreed to; so it is not part of the hash.
 */
export function departureHash({ kind, memberId, purges, effects }: DeparturePlan): string {
  const lost = effects
    .filter(({ outcome }) => outcome !== 'kept')
    .map(({ subject, outcome, count, names }) => ({ subject, outcome, count, names }));
  const content = canonicalJson(['usher/departure/v1', kind, memberId, purges, lost]);
  return createHash('sha256').update(content).digest('hex');
}
