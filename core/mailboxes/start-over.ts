import type { Stores } from '../transaction.ts';
import type { Mailbox } from './mailbox.ts';

/** Where its reading had got to is forgotten: whoever has it read again has it read from the beginning. */
export async function startOver({ mailboxes }: Pick<Stores, 'mailboxes'>, mailbox: Mailbox): Promise<void> {
  if (mailbox.cursor === undefined && mailbox.lastSyncAt === undefined) return;
  const emptied = { ...mailbox, cursor: undefined, lastSyncAt: undefined, health: { kind: 'unknown' } } as const;
  await mailboxes.replace(mailbox, { ...emptied, version: mailbox.version + 1 });
}
