import { describe, expect, test } from 'vitest';
import { effectiveStatus } from '../../../core/mailboxes/effective-status.ts';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import type { SyncRun } from '../../../core/mailboxes/sync-run.ts';
import { NOW } from '../../builders/ids.ts';
import { aMailbox, aQueuedRun, aSucceededRun } from '../../builders/mailboxes.ts';

const SOON = NOW.add({ minutes: 20 });
const failing = { kind: 'failing', fault: 'suspended', since: NOW, checkedAt: NOW } as const;
const running: SyncRun = { ...aQueuedRun(), state: 'running', startedAt: NOW };
const waiting: SyncRun = { ...aQueuedRun(), state: 'waiting', startedAt: NOW, retryAt: SOON, because: 'throttled' };
const read = { lastSyncAt: NOW, nextSyncAt: SOON };

type Case = readonly [what: string, mailbox: Partial<Mailbox>, run: SyncRun | undefined, expected: object];

const CASES: readonly Case[] = [
  ['the wish to pause comes before everything', { desired: 'paused', health: failing }, running, { state: 'paused' }],
  ['disabled by an Admin', { desired: 'disabled' }, undefined, { state: 'disabled', who: 'an Admin' }],
  ['being read for the first time', {}, running, { state: 'syncing', word: 'Reading, first sync' }],
  ['being read again', read, running, { state: 'syncing', word: 'Reading' }],
  ['being tried although it fails', { health: failing }, running, { state: 'syncing' }],
  [
    'failing',
    { ...read, health: failing },
    aSucceededRun(),
    {
      state: 'attention',
      tone: 'bad',
      cause: 'The account is suspended.',
      who: 'the administrator of your mail system',
      nextAttemptAt: SOON,
    },
  ],
  ['throttled', read, waiting, { state: 'waiting', nextAttemptAt: SOON, who: undefined }],
  ['queued', { nextSyncAt: SOON }, aQueuedRun(), { state: 'queued', nextAttemptAt: SOON }],
  ['never read and nothing queued', {}, undefined, { state: 'queued', word: 'Not read yet' }],
  ['up to date', read, aSucceededRun(), { state: 'healthy', tone: 'good', nextAttemptAt: SOON }],
  [
    'late',
    { lastSyncAt: NOW, nextSyncAt: NOW.subtract({ minutes: 61 }) },
    aSucceededRun(),
    { state: 'overdue', tone: 'attention' },
  ],
];

describe('the status people see', () => {
  test.each(CASES)('%s', (_, mailbox, run, expected) => {
    const status = effectiveStatus(aMailbox(mailbox), run, NOW);

    expect(status).toMatchObject(expected);
  });
});
