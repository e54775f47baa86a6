import type { Id } from '../../ids.ts';
import { err, ok, unreachable, type Result } from '../../result.ts';
import type { MailboxFault } from '../mailbox-provider.ts';
import type { LinkState, MailboxLink, MailboxLinkBase } from './mailbox-link.ts';

export type LinkEvent =
  | { readonly kind: 'refused'; readonly fault: MailboxFault; readonly at: Temporal.Instant }
  | { readonly kind: 'owner-asked'; readonly at: Temporal.Instant }
  | { readonly kind: 'linked'; readonly mailboxId: Id<'mailbox'>; readonly at: Temporal.Instant }
  | { readonly kind: 'declined' | 'expired'; readonly at: Temporal.Instant }
  | {
      readonly kind: 'unlinked';
      readonly mailboxId: Id<'mailbox'>;
      readonly by: Id<'member'>;
      readonly at: Temporal.Instant;
      readonly purgeAt: Temporal.Instant | undefined;
    }
  | { readonly kind: 'purged'; readonly at: Temporal.Instant }
  /** Another link of the same mailbox has taken its place. */
  | { readonly kind: 'relinked'; readonly at: Temporal.Instant };

export type LinkMoveRefused = {
  readonly kind: 'no-such-move';
  readonly from: LinkState;
  readonly event: LinkEvent['kind'];
};

/** Work mailboxes are linked after the look, personal ones only when their owner has agreed. */
export function moveLink(link: MailboxLink, event: LinkEvent): Result<MailboxLink, LinkMoveRefused> {
  if (!leads(link, event)) return err({ kind: 'no-such-move', from: link.state, event: event.kind });
  const base = nextBase(link);
  switch (event.kind) {
    case 'refused':
      return ok({ ...base, state: 'refused', fault: event.fault, at: event.at });
    case 'owner-asked':
      return ok({ ...base, state: 'awaiting-owner', since: event.at });
    case 'linked':
      return ok({ ...base, state: 'linked', mailboxId: event.mailboxId, at: event.at });
    case 'declined':
    case 'expired':
      return ok({ ...base, state: event.kind, at: event.at });
    case 'unlinked': {
      const { mailboxId, by, at, purgeAt } = event;
      return ok({ ...base, state: 'unlinked', mailboxId, by, at, purgeAt });
    }
    case 'purged':
    case 'relinked':
      return ok({ ...base, state: event.kind, mailboxId: mailboxOf(link), at: event.at });
    default:
      return unreachable(event);
  }
}

function leads(link: MailboxLink, { kind }: LinkEvent): boolean {
  switch (kind) {
    case 'refused':
      return link.state === 'checking';
    case 'owner-asked':
      return link.state === 'checking' && link.class === 'personal';
    case 'linked':
      return link.state === 'awaiting-owner' || (link.state === 'checking' && link.class === 'work');
    case 'declined':
      return link.state === 'awaiting-owner';
    case 'expired':
      return link.state === 'checking' || link.state === 'awaiting-owner';
    case 'unlinked':
      return link.state === 'linked';
    case 'purged':
      return link.state === 'unlinked' && link.class === 'personal';
    case 'relinked':
      return link.state === 'unlinked' || link.state === 'purged';
    default:
      return unreachable(kind);
  }
}

function mailboxOf(link: MailboxLink): Id<'mailbox'> {
  if ('mailboxId' in link) return link.mailboxId;
  throw new Error(`Mailbox link ${link.id} is ${link.state} and has no mailbox`);
}

/** For moves whose guard the caller has just checked: a refusal here is a bug. */
export function movedLink(link: MailboxLink, event: LinkEvent): MailboxLink {
  const moved = moveLink(link, event);
  if (!moved.ok) throw new Error(`Mailbox link ${link.id} is ${link.state} and cannot take “${event.kind}”`);
  return moved.value;
}

function nextBase(link: MailboxLink): MailboxLinkBase {
  const { id, accountId, memberId, address, provider, askedBy, askedAt, until, version } = link;
  return {
    id,
    accountId,
    memberId,
    address,
    provider,
    class: link.class,
    askedBy,
    askedAt,
    until,
    version: version + 1,
  };
}
