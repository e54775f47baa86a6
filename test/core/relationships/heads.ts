import { idSchema } from '../../../core/ids.ts';
import type { MessageHead, RawAddress } from '../../../core/relationships/message-head.ts';
import type { Firm, Owner } from '../../../core/relationships/participants.ts';

export const JANE = idSchema('member').parse('0190f5fe-7c00-7a00-8000-000000000001');
export const BOB = idSchema('member').parse('0190f5fe-7c00-7a00-8000-000000000002');

export const OWNER: Owner = {
  memberId: JANE,
  mailboxId: idSchema('mailbox').parse('0190f5fe-7c00-7a00-8000-000000000003'),
  addresses: new Set(['jane@acme.example', 'j.doe@acme.example']),
};

export const FIRM: Firm = {
  memberAddresses: new Map([
    ['jane@acme.example', JANE],
    ['bob@acme.example', BOB],
  ]),
  internalDomains: new Set(['acme.example']),
};

export const RECEIVED_AT = Temporal.Instant.from('2026-03-02T10:00:00Z');

/** A letter from Ada, an outsider, to Jane, the owner. */
export function letter(changes: Partial<MessageHead> = {}): MessageHead {
  return {
    providerId: 'AAMk1',
    messageId: '<1@globex.example>',
    receivedAt: RECEIVED_AT,
    sentAt: RECEIVED_AT.subtract({ seconds: 3 }),
    direction: 'received',
    from: addresses('ada@globex.example'),
    to: addresses('jane@acme.example'),
    cc: [],
    bcc: [],
    subject: 'Offer',
    headers: {},
    labels: ['inbox'],
    ...changes,
  };
}

export function reply(changes: Partial<MessageHead> = {}): MessageHead {
  return letter({
    direction: 'sent',
    from: addresses('jane@acme.example'),
    to: addresses('ada@globex.example'),
    labels: ['sent'],
    ...changes,
  });
}

export function addresses(...list: readonly string[]): RawAddress[] {
  return list.map((address) => ({ address }));
}
