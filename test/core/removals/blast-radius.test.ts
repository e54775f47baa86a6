import { describe, expect, test } from 'vitest';
import { planDeparture, type DeparturePlan } from '../../../core/departures/plan-departure.ts';
import { blastBlocks, hasGrown } from '../../../core/removals/blast-radius.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import { aSnapshot, someLosses } from '../../builders/departures.ts';
import { ids } from '../../builders/ids.ts';

const memberId = ids.next('member');
const [work, home] = [ids.next('mailbox'), ids.next('mailbox')];
const mailbox = { id: work, address: 'linus@acme.example', class: 'work', messages: 3 } as const;

function aPlan(changes: Parameters<typeof aSnapshot>[0] = {}): DeparturePlan {
  return planDeparture(
    'remove',
    aSnapshot({
      memberId,
      mailboxes: [mailbox],
      lists: [{ name: 'Divorce lawyers', privacy: 'private' }],
      losses: { personal: someLosses(), all: someLosses({ messages: 3, interactions: 2, connections: 1 }) },
      held: { interactions: 5, connections: 1 },
      ...changes,
    }),
  );
}

describe('what was agreed to', () => {
  test.each([
    ['the same', {}, false],
    ['less', { mailboxes: [{ ...mailbox, messages: 2 }] }, false],
    ['more that is kept', { held: { interactions: 50, connections: 1 } }, false],
    ['one message more', { mailboxes: [{ ...mailbox, messages: 4 }] }, true],
    ['another mailbox, though it is empty', { mailboxes: [mailbox, { ...mailbox, id: home, messages: 0 }] }, true],
    ['another mailbox in its place', { mailboxes: [{ ...mailbox, id: home }] }, true],
    ['a list of another name in its place', { lists: [{ name: 'Investors', privacy: 'private' as const }] }, true],
    [
      'a connection more',
      { losses: { personal: someLosses(), all: someLosses({ messages: 3, interactions: 2, connections: 2 }) } },
      true,
    ],
  ])('covers what there is now: %s', (_, now, grown) => {
    expect(hasGrown(aPlan(), aPlan(now))).toBe(grown);
  });
});

test('a private list is counted, and not named', () => {
  const view = { title: 'Removal', tone: 'neutral', blocks: blastBlocks(aPlan()), actions: [] } as const;

  const text = plainText(view, { timeZone: 'UTC', actions: 'labels' });

  expect(text).toContain('1 private list transferred');
  expect(text).not.toContain('Divorce');
});
