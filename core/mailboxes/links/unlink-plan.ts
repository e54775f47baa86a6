import { createHash } from 'node:crypto';
import { canonicalJson } from '../../audit/canonical.ts';
import { NO_LOSSES, type Losses } from '../../departures/departure-snapshot.ts';
import type { Stores } from '../../transaction.ts';
import { countOf } from '../../views/count-text.ts';
import type { Mailbox } from '../mailbox.ts';

/** What unlinking a mailbox ends, deletes and keeps: of a personal one its mail goes, of a work one it stays. */
export type UnlinkPlan = {
  readonly mailbox: Mailbox;
  readonly messages: number;
  /** What would be gone, because nothing else in the account holds it. */
  readonly losses: Losses;
  /** Notes that become regular notes. */
  readonly notes: number;
};

export async function planUnlink(
  { mail, notes }: Pick<Stores, 'mail' | 'notes'>,
  mailbox: Mailbox,
): Promise<UnlinkPlan> {
  const isKept = mailbox.class === 'work';
  return {
    mailbox,
    messages: (await mail.holdings([mailbox])).messages.get(mailbox.id) ?? 0,
    losses: isKept ? NO_LOSSES : await mail.losses([mailbox]),
    notes: isKept ? 0 : (await notes.attachedWithin([mailbox.id])).length,
  };
}

/** What a confirmation is bound to. What is kept may grow between the question and the answer; it is not part of it. */
export function unlinkHash({ mailbox, losses, notes }: UnlinkPlan): string {
  const content = canonicalJson(['usher/unlink/v1', mailbox.id, mailbox.class, { ...losses }, notes]);
  return createHash('sha256').update(content).digest('hex');
}

/** What is agreed to, word for word; it is stored as it was shown. */
export function unlinkSentence(plan: UnlinkPlan, undoDays: number): string {
  const { mailbox, messages, losses } = plan;
  const ends = `I agree that ${mailbox.address} is not read any more.`;
  const read = countOf(messages, 'message', 'messages');
  if (mailbox.class === 'work') return `${ends} What was read from it (${read}) stays.`;
  const alone = [
    countOf(losses.interactions, 'interaction', 'interactions'),
    countOf(losses.connections, 'connection', 'connections'),
    countOf(losses.people, 'person', 'people'),
  ].join(', ');
  return `${ends} What was read from it (${read}), with what nothing else tells of (${alone}), is deleted ${countOf(undoDays, 'day', 'days')} later.`;
}
