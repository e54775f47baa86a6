import { err, ok, unreachable, type Result } from '../result.ts';
import type { ChatAddress, PostedMessage } from './chat-gateway.ts';
import type { Notice, NoticeBase } from './notice.ts';

export type NoticeEvent =
  | { readonly kind: 'sent-off'; readonly to: ChatAddress; readonly at: Temporal.Instant }
  /** `shown` is the wanted count whose view was sent. */
  | {
      readonly kind: 'arrived';
      readonly message: PostedMessage;
      readonly shown: number;
      readonly at: Temporal.Instant;
    }
  | { readonly kind: 'lost-sight'; readonly at: Temporal.Instant }
  | { readonly kind: 'postponed'; readonly until: Temporal.Instant; readonly countsAsAttempt: boolean }
  | { readonly kind: 'absent'; readonly at: Temporal.Instant }
  | { readonly kind: 'still-unknown' }
  | { readonly kind: 'given-up'; readonly reason: string; readonly at: Temporal.Instant };

export type NoticeMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: Notice['state'];
  readonly event: NoticeEvent['kind'];
};

/** The table of notices.md: from which states an event may come. Everything else is refused. */
export const NOTICE_MOVES = {
  'sent-off': ['pending', 'sending'],
  arrived: ['sending', 'unknown', 'delivered'],
  'lost-sight': ['sending'],
  postponed: ['pending', 'sending'],
  absent: ['unknown'],
  'still-unknown': ['unknown'],
  'given-up': ['pending', 'sending'],
} as const satisfies Record<NoticeEvent['kind'], readonly Notice['state'][]>;

export function moveNotice(notice: Notice, event: NoticeEvent): Result<Notice, NoticeMoveRefused> {
  const from: readonly Notice['state'][] = NOTICE_MOVES[event.kind];
  if (!from.includes(notice.state)) return err({ kind: 'no-such-move', from: notice.state, event: event.kind });
  const base = baseOf(notice);
  switch (event.kind) {
    case 'sent-off':
      return ok({ ...base, state: 'sending', to: event.to, since: event.at });
    case 'arrived':
      return ok({ ...base, ...arrived(notice, event) });
    case 'lost-sight':
      return ok({ ...base, state: 'unknown', to: addressOf(notice), since: event.at, looks: 0 });
    case 'postponed':
      return ok({
        ...base,
        attempts: notice.attempts + (event.countsAsAttempt ? 1 : 0),
        state: 'pending',
        notBefore: event.until,
      });
    case 'absent':
      return ok({ ...base, state: 'pending', notBefore: event.at });
    case 'still-unknown':
      return ok(lookedOnce(notice));
    case 'given-up':
      return ok({ ...base, state: 'undeliverable', reason: event.reason, at: event.at });
    default:
      return unreachable(event);
  }
}

/** The first arrival says where the message is; a repaint only what it shows now. */
function arrived(notice: Notice, { message, shown, at }: Extract<NoticeEvent, { kind: 'arrived' }>) {
  return { state: 'delivered', to: addressOf(notice), message, shown, at } as const;
}

function lookedOnce(notice: Notice): Notice {
  if (notice.state !== 'unknown') throw new Error(`Notice ${notice.id} is not looked for`);
  return { ...notice, looks: notice.looks + 1 };
}

function addressOf(notice: Notice): ChatAddress {
  if (notice.state === 'pending' || notice.state === 'undeliverable')
    throw new Error(`Notice ${notice.id} was not sent anywhere yet`);
  return notice.to;
}

function baseOf(notice: Notice): NoticeBase {
  const { id, accountId, key, subject, recipient, view, wanted, attempts } = notice;
  return { id, accountId, key, subject, recipient, view, wanted, attempts };
}
