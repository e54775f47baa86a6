import type { CsvColumns } from '../csv/choose-columns.ts';
import { effectiveStatus } from './effective-status.ts';
import type { MailboxLine } from './status-views.ts';

/** What a table of mailboxes can say; the same as the message, with moments as ISO 8601 has them. */
export function statusColumns(now: Temporal.Instant): CsvColumns<MailboxLine> {
  const statusOf = ({ mailbox, run }: MailboxLine) => effectiveStatus(mailbox, run, now);
  return {
    name: ({ member }) => member.fullName,
    mailbox: ({ mailbox }) => mailbox.address,
    state: (line) => statusOf(line).word,
    cause: (line) => statusOf(line).cause ?? '',
    'who-can-mend-it': (line) => statusOf(line).who ?? '',
    'last-sync': ({ mailbox }) => momentOf(mailbox.lastSyncAt),
    next: (line) => momentOf(statusOf(line).nextAttemptAt),
    'messages-read': ({ run }) => (run === undefined ? '' : `${run.tally.seen}`),
  };
}

function momentOf(moment: Temporal.Instant | undefined): string {
  return moment === undefined ? '' : moment.toString({ smallestUnit: 'second' });
}
