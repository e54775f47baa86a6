import type { MailPage, MessageCopy, PersonToKeep } from '../../core/mailboxes/mail-store.ts';
import type { Mailbox } from '../../core/mailboxes/mailbox.ts';
import type { ReadingState } from '../../core/mailboxes/mail-store.ts';
import { ids, NOW } from './ids.ts';

export type InteractionCopy = Extract<MessageCopy, { kind: 'interaction' }>;

/** Grace wrote to the owner of the mailbox, to nobody else. */
export function aCopy(
  { memberId, address: own }: Mailbox,
  { address = 'grace@navy.example', ...copy }: Partial<InteractionCopy> & { readonly address?: string } = {},
): InteractionCopy {
  const at = copy.occurredAt ?? NOW.subtract({ hours: 1 });
  const direction = copy.direction ?? 'received';
  const [from, to] = direction === 'received' ? [address, own] : [own, address];
  const kindOf = (one: string) =>
    one === own ? ({ kind: 'owner', memberId } as const) : ({ kind: 'external' } as const);
  return {
    id: ids.next('message-copy'),
    providerId: `m-${ids.next('message-copy')}`,
    threadId: undefined,
    receivedAt: at,
    direction,
    kind: 'interaction',
    interactionId: ids.next('interaction'),
    groupKey: `group-${ids.next('interaction')}`,
    occurredAt: at,
    subject: 'sealed subject',
    participants: [
      { field: 'from', address: from, ...kindOf(from) },
      { field: 'to', address: to, ...kindOf(to) },
    ],
    touches: [
      {
        memberId,
        address,
        at,
        direction: direction === 'received' ? 'incoming' : 'outgoing',
        addressedIn: 'to',
        recipients: 1,
      },
    ],
    ...copy,
  };
}

export function aSkippedCopy(copy: Partial<Extract<MessageCopy, { kind: 'skipped' }>> = {}): MessageCopy {
  const id = ids.next('message-copy');
  const base = { id, providerId: `m-${id}`, threadId: undefined, receivedAt: NOW, direction: 'received' } as const;
  return { ...base, kind: 'skipped', reason: 'automated', ...copy };
}

export function aPersonToKeep(person: Partial<PersonToKeep> = {}): PersonToKeep {
  return {
    id: ids.next('person'),
    address: 'grace@navy.example',
    name: 'Grace Hopper',
    organization: 'navy.example',
    seenAt: NOW,
    ...person,
  };
}

/** A page of the first walk with these copies, and the people and organizations they tell of. */
export function aMailPage(mailbox: Mailbox, page: Partial<MailPage> = {}): MailPage {
  const addresses = new Set(
    (page.copies ?? []).flatMap((copy) =>
      copy.kind === 'interaction' ? copy.touches.map((touch) => touch.address) : [],
    ),
  );
  const people = [...addresses].map((address) => aPersonToKeep({ address, organization: address.split('@')[1] }));
  const domains = new Set((page.people ?? people).flatMap(({ organization }) => organization ?? []));
  const organizations = [...domains].map((domain) => ({ id: ids.next('organization'), domain }));
  return { mailbox, walk: 1, at: NOW, copies: [], people, organizations, removed: [], parked: [], ...page };
}

export function aReading(reading: Partial<ReadingState> = {}): ReadingState {
  return {
    horizon: NOW.subtract({ hours: 24 * 365 }),
    aliases: ['countess@example.com'],
    walk: 1,
    walkHasGaps: false,
    unavailableSince: undefined,
    paintedAt: undefined,
    ...reading,
  };
}
