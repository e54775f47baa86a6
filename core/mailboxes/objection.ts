import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Stores } from '../transaction.ts';
import { forceSync } from './force-sync.ts';
import type { Mailbox } from './mailbox.ts';
import { objectedView } from './objection-views.ts';

export type ObjectionDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

/**
 * The owner does not want their mailbox read: nothing more is read from here on, and whoever asked for it is told. A
 * worker in the middle of a page finds the mailbox changed and stores nothing of it. Answers how many were stopped.
 */
export async function objectToReading(deps: ObjectionDeps, stores: Stores, owner: Member): Promise<number> {
  const wanted = (await stores.mailboxes.ofMember(owner.id)).filter(({ desired }) => desired === 'enabled');
  for (const mailbox of wanted) {
    const paused: Mailbox = { ...mailbox, desired: 'paused', version: mailbox.version + 1 };
    await stores.mailboxes.replace(mailbox, paused);
    await record(deps, stores, mailbox, { owner, kind: 'reading.objected' });
  }
  if (wanted.length > 0) await tellWhoAsked(deps, stores, owner);
  return wanted.length;
}

/** Takes the objection back; what an Admin has disabled stays so. Answers how many are read again. */
export async function allowReading(deps: ObjectionDeps, stores: Stores, owner: Member): Promise<number> {
  const paused = (await stores.mailboxes.ofMember(owner.id)).filter(({ desired }) => desired === 'paused');
  for (const mailbox of paused) {
    const enabled: Mailbox = { ...mailbox, desired: 'enabled', version: mailbox.version + 1 };
    await stores.mailboxes.replace(mailbox, enabled);
    await record(deps, stores, mailbox, { owner, kind: 'reading.allowed' });
    // Too soon after the last one it waits for its cycle, which the work that is queued then begins.
    await forceSync(deps, stores, enabled, owner.id);
    await readSoon(deps, stores, enabled);
  }
  return paused.length;
}

async function readSoon({ ids, clock }: ObjectionDeps, { work }: Stores, { accountId, id }: Mailbox): Promise<void> {
  const payload = { accountId, mailboxId: id };
  await work.add({
    id: ids.next('work'),
    kind: 'mailbox.sync',
    key: `mailbox.sync:${id}`,
    payload,
    dueAt: clock.now(),
  });
}

async function record(
  { audit, clock }: ObjectionDeps,
  stores: Stores,
  { accountId, id }: Mailbox,
  { owner, kind }: { readonly owner: Member; readonly kind: 'reading.objected' | 'reading.allowed' },
): Promise<void> {
  await audit(stores, accountId, {
    kind,
    at: clock.now(),
    actor: { kind: 'member', memberId: owner.id },
    subject: { kind: 'mailbox', id },
    facts: {},
    personal: [],
  });
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
