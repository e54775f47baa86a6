import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { idSchema } from '../../../core/ids.ts';
import type { ChatAddress } from '../../../core/outbox/chat-gateway.ts';
import { moveNotice, NOTICE_MOVES, type NoticeEvent } from '../../../core/outbox/notice-moves.ts';
import type { Notice } from '../../../core/outbox/notice.ts';

const AT = Temporal.Instant.from('2026-03-13T09:00:00Z');
const TO: ChatAddress = { kind: 'user', surface: 'chat', workspace: 'W1', user: 'U1' };
const MESSAGE = { surface: 'chat', workspace: 'W1', reference: 'm1' };

const BASE = {
  id: idSchema('notice').parse('0195c1a0-0000-7000-8000-000000000001'),
  accountId: idSchema('account').parse('0195c1a0-0000-7000-8000-000000000002'),
  key: 'key',
  subject: 'subject',
  recipient: { kind: 'address', address: TO },
  view: { title: 'Title', tone: 'neutral', blocks: [], actions: [] },
  wanted: 1,
  attempts: 0,
} as const;

const NOTICES = {
  pending: { ...BASE, state: 'pending', notBefore: AT },
  sending: { ...BASE, state: 'sending', to: TO, since: AT },
  unknown: { ...BASE, state: 'unknown', to: TO, since: AT, looks: 0 },
  delivered: { ...BASE, state: 'delivered', to: TO, message: MESSAGE, shown: 1, at: AT },
  undeliverable: { ...BASE, state: 'undeliverable', reason: 'nobody', at: AT },
} as const satisfies { readonly [State in Notice['state']]: Notice & { readonly state: State } };

const EVENTS = {
  'sent-off': { kind: 'sent-off', to: TO, at: AT },
  arrived: { kind: 'arrived', message: MESSAGE, shown: 1, at: AT },
  'lost-sight': { kind: 'lost-sight', at: AT },
  postponed: { kind: 'postponed', until: AT, countsAsAttempt: true },
  absent: { kind: 'absent', at: AT },
  'still-unknown': { kind: 'still-unknown' },
  'given-up': { kind: 'given-up', reason: 'nobody', at: AT },
} as const satisfies { readonly [Kind in NoticeEvent['kind']]: NoticeEvent & { readonly kind: Kind } };

const PAIRS = Object.values(NOTICES).flatMap((notice) => Object.values(EVENTS).map((event) => ({ notice, event })));

describe('the moves of a notice', () => {
  test.each(PAIRS)('$notice.state takes $event.kind as the drawing says', async ({ notice, event }) => {
    const drawn = (await drawnMoves()).find((move) => move.from === notice.state && move.event === event.kind);

    const moved = moveNotice(notice, event);

    expect(moved.ok ? moved.value.state : moved.error.kind).toBe(drawn?.to ?? 'no-such-move');
  });

  test('the drawing has no move that the table lacks', async () => {
    const table = Object.entries(NOTICE_MOVES).flatMap(([event, states]) => states.map((from) => `${from} ${event}`));

    const drawn = await drawnMoves();

    expect(drawn.map(({ from, event }) => `${from} ${event}`).toSorted()).toEqual(table.toSorted());
  });

  test('throttling is not counted as an attempt', () => {
    const moved = moveNotice(NOTICES.sending, { kind: 'postponed', until: AT, countsAsAttempt: false });

    expect(moved).toMatchObject({ ok: true, value: { attempts: 0 } });
  });
});

async function drawnMoves() {
  const drawing = await readFile(new URL('../../../core/outbox/notices.md', import.meta.url), 'utf8');
  return [...drawing.matchAll(/^ {2}(?<from>[a-z]+) --> (?<to>[a-z]+): (?<event>[a-z-]+)/gmu)].map(({ groups }) => ({
    from: groups?.['from'],
    to: groups?.['to'],
    event: groups?.['event'],
  }));
}
