import { describe, expect, test } from 'vitest';
import { departureHash } from '../../../core/departures/departure-hash.ts';
import type { DepartureKind, DepartureSnapshot } from '../../../core/departures/departure-snapshot.ts';
import {
  planDeparture,
  type DeparturePlan,
  type EffectSubject,
  type Outcome,
} from '../../../core/departures/plan-departure.ts';
import { aSnapshot, someLosses } from '../../builders/departures.ts';
import { ids, NOW } from '../../builders/ids.ts';

const WORK = { id: ids.next('mailbox'), address: 'grace@company123.com', class: 'work', messages: 1240 } as const;
const PERSONAL = { id: ids.next('mailbox'), address: 'grace@gmail.com', class: 'personal', messages: 310 } as const;

/** Grace, with a mailbox of her company and one of her own, lists, a key, and notes. */
const GRACE: DepartureSnapshot = aSnapshot({
  mailboxes: [WORK, PERSONAL],
  lists: [
    { name: 'Investors', privacy: 'shared' },
    { name: 'My candidates', privacy: 'private' },
  ],
  apiKey: { integration: 'Zapier', lastUsedAt: NOW },
  losses: {
    personal: someLosses({ messages: 310, interactions: 90, connections: 7, people: 5, organizations: 2 }),
    all: someLosses({ messages: 1550, interactions: 700, connections: 61, people: 44, organizations: 20 }),
  },
  held: { interactions: 800, connections: 61 },
  notes: { attached: 12, personal: 1, all: 9 },
});

type Row = readonly [EffectSubject, Outcome, number];
type Cells = Readonly<Record<DepartureKind, readonly Row[]>>;

/** Every row of the article’s table, for both columns, and what else follows from it. */
const TABLE: Readonly<Record<string, Cells>> = {
  'no sign-in any more': both(['sign-in', 'ends', 1]),
  'mailboxes stop syncing': both(['sync', 'ends', 2]),
  'private lists go to the admin': both(['private-list', 'transferred', 1]),
  'shared lists go to the admin': both(['shared-list', 'transferred', 1]),
  'the key is deactivated': both(['api-key', 'revoked', 1]),
  'personal mail is deleted': both(['personal-message', 'deleted', 310]),
  'company mail': { deactivate: [['work-message', 'kept', 1240]], remove: [['work-message', 'deleted', 1240]] },
  interactions: {
    deactivate: [
      ['interaction', 'deleted', 90],
      ['interaction', 'kept', 710],
    ],
    remove: [
      ['interaction', 'deleted', 700],
      ['interaction', 'kept', 100],
    ],
  },
  connections: {
    deactivate: [
      ['connection', 'deleted', 7],
      ['connection', 'kept', 54],
    ],
    remove: [['connection', 'deleted', 61]],
  },
  'people whom only this mail names': { deactivate: [['person', 'deleted', 5]], remove: [['person', 'deleted', 44]] },
  'organizations likewise': {
    deactivate: [['organization', 'deleted', 2]],
    remove: [['organization', 'deleted', 20]],
  },
  notes: {
    deactivate: [
      ['note', 'detached', 1],
      ['note', 'kept', 11],
    ],
    remove: [
      ['note', 'detached', 9],
      ['note', 'kept', 3],
    ],
  },
  'the seat can be reused': both(['seat', 'freed', 1]),
};

describe.each(['deactivate', 'remove'] as const)('the plan to %s', (kind) => {
  const plan = planDeparture(kind, GRACE);

  test.each(Object.entries(TABLE))('has the row “%s”', (_, cells) => {
    const subjects = new Set(cells[kind].map(([subject]) => subject));

    const effects = plan.effects.filter(({ subject }) => subjects.has(subject));

    expect(effects.map(({ subject, outcome, count }) => [subject, outcome, count])).toEqual(cells[kind]);
  });

  test('has no row besides', () => {
    const rows = Object.values(TABLE).flatMap((cells) => cells[kind]);

    expect(plan.effects).toHaveLength(rows.length);
  });

  test('names lists, mailboxes and the integration that breaks', () => {
    expect(namesIn(plan, 'shared-list')).toEqual(['Investors']);
    expect(namesIn(plan, 'private-list')).toEqual(['My candidates']);
    expect(namesIn(plan, 'sync')).toEqual(['grace@company123.com', 'grace@gmail.com']);
    expect(namesIn(plan, 'api-key')).toEqual(['Zapier']);
  });
});

describe('a plan', () => {
  test('says which mailboxes lose their data, and no others', () => {
    expect(planDeparture('deactivate', GRACE).purges).toEqual([PERSONAL.id]);
    expect(planDeparture('remove', GRACE).purges).toEqual([WORK.id, PERSONAL.id]);
  });

  test('for somebody with nothing but an invitation only ends their access', () => {
    const { effects } = planDeparture('deactivate', aSnapshot({ seatType: undefined }));

    expect(effects.map(({ subject }) => subject)).toEqual(['sign-in']);
  });
});

describe('what a confirmation is bound to', () => {
  const hash = (changes: Partial<DepartureSnapshot>) =>
    departureHash(planDeparture('deactivate', { ...GRACE, ...changes }));

  test('is the same while the same is lost', () => {
    expect(hash({})).toBe(hash({}));
    expect(hash({ held: { interactions: 900, connections: 80 }, notes: { ...GRACE.notes, attached: 20 } })).toBe(
      hash({}),
    );
    expect(hash({ mailboxes: [{ ...WORK, messages: 1241 }, PERSONAL] })).toBe(hash({}));
  });

  test.each<[string, Partial<DepartureSnapshot>]>([
    ['one more personal message', { mailboxes: [WORK, { ...PERSONAL, messages: 311 }] }],
    ['one more list', { lists: [...GRACE.lists, { name: 'New', privacy: 'private' }] }],
    ['a list that is shared now', { lists: GRACE.lists.map(({ name }) => ({ name, privacy: 'shared' })) }],
    ['another key', { apiKey: { integration: 'Warehouse', lastUsedAt: NOW } }],
    ['no seat any more', { seatType: undefined }],
    ['another person', { memberId: ids.next('member') }],
    ['one more note that loses its place', { notes: { ...GRACE.notes, personal: 2 } }],
  ])('differs with %s', (_, changes) => {
    expect(hash(changes)).not.toBe(hash({}));
  });

  test('differs between deactivating and removing', () => {
    expect(departureHash(planDeparture('remove', GRACE))).not.toBe(hash({}));
  });
});

function both(row: Row): Cells {
  return { deactivate: [row], remove: [row] };
}

function namesIn({ effects }: DeparturePlan, wanted: EffectSubject): readonly string[] | undefined {
  return effects.find(({ subject }) => subject === wanted)?.names;
}
