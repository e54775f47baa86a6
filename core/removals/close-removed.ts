import { forgetDecommissions } from '../decommissions/forget-decommissions.ts';
import { forgetDepartures } from '../departures/forget-departures.ts';
import { repaint } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { destroyPersonKey } from '../secrets/account-keys.ts';
import { forgetTerms } from '../seats/terms/forget-terms.ts';
import type { Stores } from '../transaction.ts';
import type { ExecutionDeps, Executing } from './execution-steps.ts';
import type { CarriedOut } from './carried-out.ts';
import { forgetInRequests } from './forget-requests.ts';
import { TOMBSTONE_NAME, tombstoneAddress } from './tombstone.ts';

/**
 * The row stays without its person, so that what others did with them keeps its sense: no name, no address, no chat. With
 * their key everything about them in the audit log becomes unreadable, and the chain still verifies.
 */
export async function closeRemoved(
  deps: ExecutionDeps,
  stores: Stores,
  request: Executing,
  member: Member,
): Promise<CarriedOut> {
  const address = tombstoneAddress(member.id);
  await stores.members.replace(member, {
    ...member,
    fullName: TOMBSTONE_NAME,
    address,
    role: 'standard',
    grants: [],
    standing: 'removed',
    version: member.version + 1,
  });
  const mailboxes = await stores.mailboxes.ofMember(member.id);
  for (const mailbox of mailboxes)
    await stores.mailboxes.replace(mailbox, {
      ...mailbox,
      address: tombstoneAddress(mailbox.id),
      version: mailbox.version + 1,
    });
  const chats = await stores.identities.unlink(member.id);
  const requests = await forgetInRequests(stores, member.id);
  await forgetQuestions(deps, stores, request);
  await forgetDepartures(stores, member.id);
  await forgetTerms(stores, member.id);
  await forgetDecommissions(stores, member.id);
  await destroyPersonKey(stores, member.id);
  const counts = { mailboxes: mailboxes.length, chats, requests };
  return { step: 'person closed', at: deps.clock.now(), counts };
}

/** What support and the askers wrote about the person goes from their messages too. */
async function forgetQuestions(deps: ExecutionDeps, stores: Stores, request: Executing): Promise<void> {
  const view = {
    title: `Removal ${request.number}: this question is closed`,
    tone: 'neutral',
    blocks: [],
    actions: [],
  } as const;
  for (const [index] of request.questions.entries())
    await repaint(deps, stores, request.accountId, { subject: `removal:question:${request.id}:${index + 1}`, view });
}
