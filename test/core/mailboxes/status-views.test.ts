import { describe, expect, test } from 'vitest';
import type { Mailbox } from '../../../core/mailboxes/mailbox.ts';
import { mailboxView } from '../../../core/mailboxes/status-views.ts';
import type { SyncRun } from '../../../core/mailboxes/sync-run.ts';
import { NOW } from '../../builders/ids.ts';
import { aMailbox, aQueuedRun, aSucceededRun } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';

const INES = aMember({ fullName: 'Ines Okafor' });
const READ = { lastSyncAt: NOW, nextSyncAt: NOW.add({ minutes: 20 }) };
const RUNNING: SyncRun = { ...aQueuedRun(), state: 'running', startedAt: NOW };
const WAITING: SyncRun = { ...RUNNING, state: 'waiting', retryAt: NOW, because: 'throttled' };
const FAILING: Partial<Mailbox> = { health: { kind: 'failing', fault: 'suspended', since: NOW, checkedAt: NOW } };

type Case = readonly [what: string, mailbox: Partial<Mailbox>, run: SyncRun | undefined];

const CASES: readonly Case[] = [
  ['is disabled', { desired: 'disabled' }, undefined],
  ['is paused', { desired: 'paused' }, undefined],
  ['needs attention', { ...READ, ...FAILING }, aSucceededRun()],
  ['waits for its mail system', READ, WAITING],
  ['is being read', READ, RUNNING],
  ['is being read for the first time', {}, RUNNING],
  ['waits to be read', READ, aQueuedRun()],
  ['waits to be read for the first time', {}, undefined],
  ['is overdue', { ...READ, nextSyncAt: NOW.subtract({ minutes: 61 }) }, aSucceededRun()],
  ['is up to date', READ, aSucceededRun()],
];

describe('the title about one mailbox says what it does', () => {
  test.each(CASES)('The mailbox of Ines Okafor %s', (does, mailbox, run) => {
    const { title } = mailboxView({ member: INES, mailbox: aMailbox(mailbox), run }, NOW, true);

    expect(title).toBe(`The mailbox of Ines Okafor ${does}`);
  });
});
