import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  record,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import { aReadingFirm, type Reader, type ReadingFirm } from '../../contracts/mail/reading-firm.ts';
import { received, sent, type Letter } from '../../contracts/mail/letters.ts';
import { snapshotOf } from '../../contracts/mail/snapshot.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';

/** What owners, providers and crashes may do between two turns of a worker. */
type Step =
  | { readonly kind: 'deliver' | 'bin'; readonly message: number }
  | { readonly kind: 'move' | 'delete'; readonly message: number }
  | { readonly kind: 'expire' }
  | { readonly kind: 'turn'; readonly dies: boolean }
  | { readonly kind: 'wait'; readonly hours: number };

const message = nat(5);
const steps: Arbitrary<readonly Step[]> = array(
  oneof(
    { weight: 4, arbitrary: record({ kind: constant('deliver' as const), message }) },
    { weight: 1, arbitrary: record({ kind: constant('bin' as const), message }) },
    { weight: 2, arbitrary: record({ kind: constantFrom('move' as const, 'delete' as const), message }) },
    { weight: 1, arbitrary: constant({ kind: 'expire' } as const) },
    { weight: 4, arbitrary: record({ kind: constant('turn' as const), dies: boolean() }) },
    { weight: 1, arbitrary: record({ kind: constant('wait' as const), hours: nat(4) }) },
  ),
  { maxLength: 40, size: 'max' },
);

const PEOPLE = ['p0@navy.example', 'p1@navy.example', 'p2@engine.example'];

test('whatever happens between the pages, what is kept in the end is what is there in the end', async () => {
  await assert(
    asyncProperty(steps, async (script) => {
      const firm = await aReadingFirm(createFakeDatabase(), { pageSize: 2, pagesPerTurn: 2 });
      const reader = await firm.addReader();
      const present = new Map<number, boolean>();

      for (const step of script) await play(firm, reader, present, step);
      await settle(firm, reader);

      const oracle = await aReadingFirm(createFakeDatabase());
      const twin = await oracle.addReader();
      for (const [index, isBinned] of present) if (!isBinned) twin.inbox.deliver(head(twin, index));
      await oracle.readAll(twin);
      expect(withoutBinned(await snapshotOf(firm, PEOPLE))).toEqual(withoutBinned(await snapshotOf(oracle, PEOPLE)));
    }),
    { numRuns: 100 },
  );
});

async function play(firm: ReadingFirm, reader: Reader, present: Map<number, boolean>, step: Step): Promise<void> {
  switch (step.kind) {
    case 'deliver':
    case 'bin': {
      const isBinned = step.kind === 'bin';
      present.set(step.message, isBinned);
      return reader.inbox.deliver(head(reader, step.message, isBinned ? ['TRASH'] : ['INBOX']));
    }
    case 'move':
      return present.get(step.message) === false ? reader.inbox.move(idOf(step.message), ['Projects']) : undefined;
    case 'delete':
      return present.delete(step.message) ? reader.inbox.delete(idOf(step.message)) : undefined;
    case 'expire':
      return reader.inbox.expireCursors();
    case 'turn':
      return await turn(firm, reader, step.dies);
    case 'wait':
      return firm.clock.advance({ hours: step.hours });
  }
}

/** A worker that dies does so after its second transaction, before that one is kept. */
async function turn(firm: ReadingFirm, reader: Reader, dies: boolean): Promise<void> {
  firm.clock.advance({ minutes: 31 });
  let transactions = 0;
  try {
    await firm.turn(reader, {
      around: (work) => async (stores) => {
        const value = await work(stores);
        transactions += 1;
        if (dies && transactions === 2) throw new Error('The power went');
        return value;
      },
    });
  } catch (error) {
    if (!dies) throw error;
  }
}

/** Everything is read, and what has gone is past its grace. */
async function settle(firm: ReadingFirm, reader: Reader): Promise<void> {
  firm.clock.advance({ minutes: 31 });
  await firm.readAll(reader);
  firm.clock.advance({ hours: 3 });
  await firm.readAll(reader);
}

function head(reader: Reader, index: number, labels: readonly string[] = ['INBOX']) {
  const letter: Letter = {
    id: idOf(index),
    with: PEOPLE[index % PEOPLE.length] ?? '',
    name: `Name ${index % PEOPLE.length}`,
    daysAgo: index * 7 + 1,
  };
  return index % 2 === 0 ? received(reader, { ...letter, labels }) : sent(reader, { ...letter, labels });
}

function idOf(index: number): string {
  return `M${index}`;
}

/** People stay when their last message goes; and what lies in the bin is a message without an interaction. */
function withoutBinned({ people, interactions, connections }: Awaited<ReturnType<typeof snapshotOf>>) {
  return { people, interactions, connections };
}
