import { departureHash } from '../departures/departure-hash.ts';
import { planDeparture, type DeparturePlan, type Effect, type EffectSubject } from '../departures/plan-departure.ts';
import { takeSnapshot } from '../departures/take-snapshot.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { Block, Inline } from '../views/view.ts';

/** What a removal would do now, and the hash that an agreement is bound to. */
export type BlastRadius = { readonly plan: DeparturePlan; readonly hash: string };

export async function blastRadius(stores: Stores, member: Pick<Member, 'id'>): Promise<BlastRadius> {
  const plan = planDeparture('remove', await takeSnapshot(stores, member));
  return { plan, hash: departureHash(plan) };
}

/** Whether something is in it that nobody agreed to; that there is less now takes nothing from anybody. */
export function hasGrown(agreed: DeparturePlan, now: DeparturePlan): boolean {
  return (
    now.purges.some((mailbox) => !agreed.purges.includes(mailbox)) ||
    lost(now).some((effect) => !covers(agreed, effect))
  );
}

function covers({ effects }: DeparturePlan, { subject, outcome, count, names }: Effect): boolean {
  const same = effects.find((effect) => effect.subject === subject && effect.outcome === outcome);
  return same !== undefined && same.count >= count && names.every((name) => same.names.includes(name));
}

function lost({ effects }: DeparturePlan): readonly Effect[] {
  return effects.filter(({ outcome }) => outcome !== 'kept');
}

/** One line per effect, with names where there are some; what is kept comes last. */
export function blastBlocks({ effects }: DeparturePlan): readonly Block[] {
  const ordered = [
    ...effects.filter(({ outcome }) => outcome !== 'kept'),
    ...effects.filter(({ outcome }) => outcome === 'kept'),
  ];
  const items = ordered.map(({ subject, outcome, count, names }): readonly Inline[] => [
    { strong: `${count} ${WORDS[subject][count === 1 ? 0 : 1]} ${outcome === 'ends' && count > 1 ? 'end' : outcome}` },
    isToldByName(subject, names) ? `: ${names.join(', ')}` : '',
  ]);
  return items.length === 0 ? [] : [{ kind: 'list', items, total: items.length }];
}

/** What somebody called a list that is private to them is not support’s business. */
function isToldByName(subject: EffectSubject, names: readonly string[]): boolean {
  return names.length > 0 && subject !== 'private-list';
}

/** One, and several. */
const WORDS = {
  'sign-in': ['sign-in', 'sign-ins'],
  seat: ['seat', 'seats'],
  sync: ['reading of a mailbox', 'readings of mailboxes'],
  'private-list': ['private list', 'private lists'],
  'shared-list': ['shared list', 'shared lists'],
  'api-key': ['API key', 'API keys'],
  'personal-message': ['message of personal mailboxes', 'messages of personal mailboxes'],
  'work-message': ['message of work mailboxes', 'messages of work mailboxes'],
  interaction: ['interaction', 'interactions'],
  connection: ['connection', 'connections'],
  person: ['person', 'people'],
  organization: ['organization', 'organizations'],
  note: ['note', 'notes'],
} as const satisfies Record<EffectSubject, readonly [string, string]>;
