import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Stores } from '../transaction.ts';
import type { Mailbox } from './mailbox.ts';
import type { MailboxPause } from './pauses/mailbox-pause.ts';
import { pauseReading } from './pauses/pause-reading.ts';
import { resumeReading } from './pauses/resume-reading.ts';
import { objectedView } from './objection-views.ts';

export type ObjectionDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

/**
 * The owner does not want their mailbox read: nothing more is read from here on, and whoever asked for it is told. What an
 * Admin has paused is objected to as well, so that it is not read when they resume it. Answers how many were stopped.
 */
export async function objectToReading(deps: ObjectionDeps, stores: Stores, owner: Member): Promise<number> {
  const wanted = (await stores.mailboxes.ofMember(owner.id)).filter(
    (mailbox) => mailbox.desired !== 'disabled' && !isObjectedTo(mailbox),
  );
  for (const mailbox of wanted)
    await pauseReading(deps, stores, mailbox, { by: owner.id, until: undefined, kind: 'reading.objected' });
  if (wanted.length > 0) await tellWhoAsked(deps, stores, owner);
  return wanted.length;
}

function isOfOwner({ side }: MailboxPause): boolean {
  return side === 'owner';
}

function isObjectedTo({ pauses }: Mailbox): boolean {
  return pauses.some(({ side, until }) => side === 'owner' && until === undefined);
}

/** Takes the objection back; what an Admin has paused or disabled stays so. Answers how many are read again. */
export async function allowReading(deps: ObjectionDeps, stores: Stores, owner: Member): Promise<number> {
  const actor = { kind: 'member', memberId: owner.id } as const;
  let read = 0;
  for (const mailbox of (await stores.mailboxes.ofMember(owner.id)).filter(({ desired }) => desired === 'paused')) {
    const resumed = await resumeReading(deps, stores, mailbox, { actor, isLifted: isOfOwner, kind: 'reading.allowed' });
    if (resumed.desired === 'enabled') read += 1;
  }
  return read;
}

async function tellWhoAsked(deps: ObjectionDeps, stores: Stores, owner: Member): Promise<void> {
  const seat = await stores.seats.ofMember(owner.id);
  const inviter = seat === undefined ? undefined : await stores.members.get(seat.invitedBy);
  const at = deps.clock.now().epochMilliseconds;
  const notice = { key: `objected:${owner.id}:${at}`, subject: `objected:${owner.id}`, view: objectedView(owner) };
  if (inviter?.standing === 'active' && inviter.id !== owner.id) {
    await tell(deps, stores, owner.accountId, { ...notice, recipient: { kind: 'member', memberId: inviter.id } });
    return;
  }
  await tellAdministrators(deps, stores, { ...notice, row: POLICY.invite, alsoInChannel: false, except: owner.id });
}
