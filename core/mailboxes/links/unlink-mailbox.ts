import { whereOf } from '../../billing/acknowledge.ts';
import type { DepartureDeps } from '../../departures/departure-deps.ts';
import type { Id } from '../../ids.ts';
import type { Member } from '../../people/member.ts';
import type { Stores } from '../../transaction.ts';
import { stopReading } from '../stop-reading.ts';
import { checkLater } from './link-mailbox.ts';
import { movedLink } from './link-moves.ts';
import type { MailboxLink } from './mailbox-link.ts';
import { unlinkHash, type UnlinkPlan } from './unlink-plan.ts';

export type Unlinking = {
  readonly link: Extract<MailboxLink, { state: 'linked' }>;
  readonly plan: UnlinkPlan;
  readonly by: Member;
  /** The sentence beside the ticked box, word for word. */
  readonly sentence: string;
  readonly deliveryId: Id<'delivery'>;
};

/** Nothing more is read from here on; what is deleted is deleted when it can be taken back no more. */
export async function unlinkMailbox(
  deps: DepartureDeps,
  stores: Stores,
  { link, plan, by, sentence, deliveryId }: Unlinking,
): Promise<Extract<MailboxLink, { state: 'unlinked' }>> {
  const at = deps.clock.now();
  const { mailbox } = plan;
  await stopReading(deps, stores, mailbox, { desired: 'disabled' });
  await stores.work.cancel(`mailbox.resume:${mailbox.id}`);
  const window = { milliseconds: deps.leaving.undoWindow.total('milliseconds') };
  const purgeAt = mailbox.class === 'personal' ? at.add(window) : undefined;
  const unlinked = movedLink(link, { kind: 'unlinked', mailboxId: mailbox.id, by: by.id, at, purgeAt });
  if (unlinked.state !== 'unlinked') throw new Error(`Mailbox link ${link.id} was unlinked and is ${unlinked.state}`);
  await stores.mailboxLinks.replace(link, unlinked);
  if (purgeAt !== undefined) await checkLater(deps, stores, unlinked, purgeAt);
  await deps.audit(stores, link.accountId, {
    kind: 'mailbox.unlinked',
    at,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'mailbox', id: mailbox.id },
    facts: {
      ...plan.losses,
      link: link.id,
      class: mailbox.class,
      kept: mailbox.class === 'work' ? plan.messages : 0,
      plan: unlinkHash(plan),
      role: by.role,
      delivery: deliveryId,
    },
    personal: [
      { memberId: link.memberId, values: { sentence } },
      { memberId: by.id, values: { name: by.fullName, where: await whereOf(stores, deliveryId) } },
    ],
  });
  return unlinked;
}
