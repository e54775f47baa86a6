import type { Id } from '../ids.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { DepartureKind, DepartureSnapshot, ListOwned } from './departure-snapshot.ts';

/** The rows of the article’s table, and what they come to. */
export const EFFECT_SUBJECTS = [
  'sign-in',
  'seat',
  'sync',
  'private-list',
  'shared-list',
  'api-key',
  'personal-message',
  'work-message',
  'interaction',
  'connection',
  'person',
  'organization',
  'note',
] as const;
export type EffectSubject = (typeof EFFECT_SUBJECTS)[number];

export const OUTCOMES = ['ends', 'freed', 'transferred', 'revoked', 'deleted', 'detached', 'kept'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Effect = {
  readonly subject: EffectSubject;
  readonly outcome: Outcome;
  readonly count: number;
  /** Of what has names: lists, mailboxes, the integrations of a key. */
  readonly names: readonly string[];
};

/** What will be ended, freed, transferred, revoked, deleted, detached and kept; the same snapshot gives the same plan. */
export type DeparturePlan = {
  readonly kind: DepartureKind;
  readonly memberId: Id<'member'>;
  readonly effects: readonly Effect[];
  /** The mailboxes whose data goes: these and no others, whatever is linked later. */
  readonly purges: readonly Id<'mailbox'>[];
};

export function planDeparture(kind: DepartureKind, snapshot: DepartureSnapshot): DeparturePlan {
  const { memberId, mailboxes, lists } = snapshot;
  const which = LOST[kind];
  const losses = snapshot.losses[which];
  const detached = snapshot.notes[which];
  const purged = mailboxes.filter((mailbox) => kind === 'remove' || mailbox.class === 'personal');
  return {
    kind,
    memberId,
    purges: purged.map(({ id }) => id),
    effects: [
      effect('sign-in', 'ends', { count: 1 }),
      ...seatEffect(snapshot),
      effect('sync', 'ends', { names: mailboxes.map(({ address }) => address) }),
      effect('private-list', 'transferred', { names: namesOf(lists, 'private') }),
      effect('shared-list', 'transferred', { names: namesOf(lists, 'shared') }),
      ...keyEffect(snapshot),
      ...messageEffects(kind, snapshot),
      effect('interaction', 'deleted', { count: losses.interactions }),
      effect('interaction', 'kept', { count: snapshot.held.interactions - losses.interactions }),
      effect('connection', 'deleted', { count: losses.connections }),
      effect('connection', 'kept', { count: snapshot.held.connections - losses.connections }),
      effect('person', 'deleted', { count: losses.people }),
      effect('organization', 'deleted', { count: losses.organizations }),
      effect('note', 'detached', { count: detached }),
      effect('note', 'kept', { count: snapshot.notes.attached - detached }),
    ].filter(({ count }) => count > 0),
  };
}

/** What came from the company’s own mailboxes stays unless the person is removed. */
const LOST = { deactivate: 'personal', remove: 'all' } as const satisfies Record<DepartureKind, 'personal' | 'all'>;

function seatEffect({ seatType }: DepartureSnapshot): readonly Effect[] {
  return seatType === undefined ? [] : [effect('seat', 'freed', { names: [SEAT_TYPE_NAMES[seatType]] })];
}

function keyEffect({ apiKey }: DepartureSnapshot): readonly Effect[] {
  return apiKey === undefined ? [] : [effect('api-key', 'revoked', { names: [apiKey.integration] })];
}

/** The company’s own mail stays unless the person is removed; what came from elsewhere goes in both cases. */
function messageEffects(kind: DepartureKind, { mailboxes }: DepartureSnapshot): readonly Effect[] {
  const workOutcome = kind === 'remove' ? 'deleted' : 'kept';
  return [ofClass('personal', 'deleted'), ofClass('work', workOutcome)];

  function ofClass(mailboxClass: 'personal' | 'work', outcome: Outcome): Effect {
    const held = mailboxes.filter((mailbox) => mailbox.class === mailboxClass);
    const count = held.reduce((sum, { messages }) => sum + messages, 0);
    return effect(`${mailboxClass}-message`, outcome, { count, names: held.map(({ address }) => address) });
  }
}

function namesOf(lists: readonly ListOwned[], privacy: ListOwned['privacy']): readonly string[] {
  return lists.filter((list) => list.privacy === privacy).map(({ name }) => name);
}

function effect(
  subject: EffectSubject,
  outcome: Outcome,
  { names = [], count = names.length }: Partial<Pick<Effect, 'count' | 'names'>>,
): Effect {
  return { subject, outcome, count, names: names.toSorted() };
}
