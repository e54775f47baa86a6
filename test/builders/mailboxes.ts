import type { Mailbox } from '../../core/mailboxes/mailbox.ts';
import { EMPTY_TALLY, type Episode, type SyncRun, type SyncRunBase } from '../../core/mailboxes/sync-run.ts';
import type { MailboxLink, MailboxLinkBase } from '../../core/mailboxes/links/mailbox-link.ts';
import type { MessageHead } from '../../core/relationships/message-head.ts';
import { ACME, ids, NOW } from './ids.ts';

export function aMailbox(mailbox: Partial<Mailbox> = {}): Mailbox {
  return {
    id: ids.next('mailbox'),
    accountId: ACME,
    memberId: ids.next('member'),
    provider: 'google',
    address: 'ada@example.com',
    class: 'work',
    desired: 'enabled',
    pauses: [],
    health: { kind: 'unknown' },
    cursor: undefined,
    retryAt: undefined,
    lastSyncAt: undefined,
    nextSyncAt: undefined,
    version: 1,
    ...mailbox,
  };
}

export const NOTHING_DONE = EMPTY_TALLY;

export function aQueuedRun(run: Partial<SyncRunBase> = {}): Extract<SyncRun, { state: 'queued' }> {
  return { ...aRunBase(run), state: 'queued' };
}

export function aSucceededRun(run: Partial<SyncRunBase> = {}): Extract<SyncRun, { state: 'succeeded' }> {
  return { ...aRunBase(run), state: 'succeeded', startedAt: NOW, finishedAt: NOW.add({ minutes: 5 }) };
}

function aRunBase(run: Partial<SyncRunBase>): SyncRunBase {
  return {
    id: ids.next('sync-run'),
    accountId: ACME,
    mailboxId: ids.next('mailbox'),
    trigger: 'initial',
    queuedAt: NOW,
    expected: undefined,
    gaps: [],
    tally: NOTHING_DONE,
    version: 1,
    ...run,
  };
}

export function anOpenEpisode(episode: Partial<Episode> = {}): Episode {
  const mailbox = ids.next('mailbox');
  return {
    id: ids.next('episode'),
    accountId: ACME,
    cause: `mailbox:${mailbox}`,
    fault: 'not-licensed',
    mailboxes: [mailbox],
    openedAt: NOW,
    closedAt: undefined,
    version: 1,
    ...episode,
  };
}

/** A received mail from a stranger, an hour before now. */
export function aMessageHead(head: Partial<MessageHead> = {}): MessageHead {
  return {
    providerId: `m-${ids.next('message-copy')}`,
    receivedAt: NOW.subtract({ hours: 1 }),
    direction: 'received',
    from: [{ name: 'Grace Hopper', address: 'grace@navy.example' }],
    to: [{ address: 'ada@example.com' }],
    cc: [],
    bcc: [],
    subject: 'The compiler',
    headers: {},
    labels: ['INBOX'],
    ...head,
  };
}

export function aLink(link: Partial<MailboxLinkBase> = {}): Extract<MailboxLink, { state: 'checking' }> {
  return { ...aLinkBase(link), state: 'checking' };
}

export function aLinkBase(link: Partial<MailboxLinkBase> = {}): MailboxLinkBase {
  return {
    id: ids.next('mailbox-link'),
    accountId: ACME,
    memberId: ids.next('member'),
    address: 'ada@home.example',
    provider: 'google',
    class: 'personal',
    askedBy: ids.next('member'),
    askedAt: NOW,
    until: NOW.add({ hours: 24 * 14 }),
    version: 1,
    ...link,
  };
}
