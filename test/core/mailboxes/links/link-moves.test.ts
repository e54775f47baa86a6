import { describe, expect, test } from 'vitest';
import { moveLink, movedLink, type LinkEvent } from '../../../../core/mailboxes/links/link-moves.ts';
import type { LinkState, MailboxLink } from '../../../../core/mailboxes/links/mailbox-link.ts';
import { ids, NOW } from '../../../builders/ids.ts';
import { aLinkBase } from '../../../builders/mailboxes.ts';
import { readDrawing } from '../../../drawing.ts';

const drawing = readDrawing('core/mailboxes/links/mailbox-links.md');

const STATES = {
  checking: { state: 'checking' },
  'awaiting-owner': { state: 'awaiting-owner', since: NOW },
  linked: { state: 'linked', mailboxId: ids.next('mailbox'), at: NOW },
  refused: { state: 'refused', fault: 'alias', at: NOW },
  declined: { state: 'declined', at: NOW },
  expired: { state: 'expired', at: NOW },
  unlinked: { state: 'unlinked', mailboxId: ids.next('mailbox'), by: ids.next('member'), at: NOW, purgeAt: NOW },
  purged: { state: 'purged', mailboxId: ids.next('mailbox'), at: NOW },
  relinked: { state: 'relinked', mailboxId: ids.next('mailbox'), at: NOW },
} as const satisfies Record<LinkState, object>;

const EVENTS = {
  refused: { kind: 'refused', fault: 'alias', at: NOW },
  'owner-asked': { kind: 'owner-asked', at: NOW },
  linked: { kind: 'linked', mailboxId: ids.next('mailbox'), at: NOW },
  declined: { kind: 'declined', at: NOW },
  expired: { kind: 'expired', at: NOW },
  unlinked: { kind: 'unlinked', mailboxId: ids.next('mailbox'), by: ids.next('member'), at: NOW, purgeAt: NOW },
  purged: { kind: 'purged', at: NOW },
  relinked: { kind: 'relinked', at: NOW },
} as const satisfies Record<LinkEvent['kind'], LinkEvent>;

const WALK = (['work', 'personal'] as const).flatMap((mailboxClass) =>
  Object.values(STATES).flatMap((state) =>
    Object.values(EVENTS).map((event) => ({ mailboxClass, from: state.state, kind: event.kind, state, event })),
  ),
);

/** What the drawing says in brackets: which moves are for one class of mailbox only. */
const ONLY: Readonly<Record<string, MailboxLink['class']>> = {
  'checking linked': 'work',
  'checking owner-asked': 'personal',
  'unlinked purged': 'personal',
};

describe('a mailbox link', () => {
  test('is drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(Object.keys(STATES).toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  test.each(WALK)(
    'of a $mailboxClass mailbox goes from $from by $kind where it is drawn',
    ({ mailboxClass, from, kind, state, event }) => {
      const only = ONLY[`${from} ${kind}`];
      const [drawn] = only === undefined || only === mailboxClass ? drawing.after(from, kind) : [];

      const moved = moveLink({ ...aLinkBase({ class: mailboxClass, version: 3 }), ...state }, event);

      expect(moved).toMatchObject(
        drawn === undefined
          ? { ok: false, error: { kind: 'no-such-move', from, event: kind } }
          : { ok: true, value: { state: drawn, class: mailboxClass, version: 4 } },
      );
    },
  );

  test('that the caller took for open and that is not is a bug', () => {
    const declined = { ...aLinkBase(), ...STATES.declined };

    expect(() => movedLink(declined, EVENTS.linked)).toThrow('is declined and cannot take “linked”');
  });
});
