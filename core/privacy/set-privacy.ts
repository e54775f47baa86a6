import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import { tellStarted } from '../mailboxes/sync-notices.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { EMPTY_TALLY, type SyncRun } from '../mailboxes/sync-run.ts';
import { tell } from '../outbox/tell.ts';
import type { Member } from '../people/member.ts';
import type { Stores } from '../transaction.ts';
import type { PrivacyPlan } from './plan-privacy.ts';
import { beginPrivacyChange, movedPrivacyChange, readsAgain } from './privacy-change-moves.ts';
import type { PrivacyChange } from './privacy-change.ts';
import { changeForAskerView, changeForOwnerView } from './privacy-views.ts';

export type PrivacyDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type SettingPrivacy = {
  readonly plan: PrivacyPlan;
  readonly by: Member;
  /** As it was shown, with the number in it. */
  readonly sentence: string;
  readonly subjects: number;
  readonly deliveryId: Id<'delivery'>;
  /** One of several that were agreed to together: whoever asked is told of all of them at once. */
  readonly round?: Id<'round'>;
};

/** The level counts from here on; what is stored follows by work that may be stopped anywhere. */
export async function setPrivacy(deps: PrivacyDeps, stores: Stores, setting: SettingPrivacy): Promise<PrivacyChange> {
  const { seat, level, member } = setting.plan;
  await stores.seats.replace(seat, { ...seat, privacy: level, version: seat.version + 1 });
  await supersedeOpen(deps, stores, member);
  const change = await addChange(deps, stores, setting);
  for (const mailbox of await stores.mailboxes.ofMember(member.id))
    await touch(deps, stores, { mailbox, member, change, isOneOfMany: setting.round !== undefined });
  await stores.work.add({
    id: deps.ids.next('work'),
    kind: 'privacy.apply',
    key: `privacy.apply:${change.id}`,
    payload: { accountId: change.accountId, changeId: change.id },
    dueAt: change.askedAt,
  });
  await record(deps, stores, setting, change);
  await tellBoth(deps, stores, setting, change);
  return change;
}

async function supersedeOpen({ clock }: PrivacyDeps, { privacyChanges }: Stores, member: Member): Promise<void> {
  const open = await privacyChanges.open(member.id);
  if (open === undefined) return;
  await privacyChanges.replace(open, movedPrivacyChange(open, { kind: 'superseded', at: clock.now() }));
}

async function addChange(
  { ids, clock }: PrivacyDeps,
  { privacyChanges }: Stores,
  { plan: { member, seat, level }, by, sentence, subjects }: SettingPrivacy,
): Promise<PrivacyChange> {
  const change = beginPrivacyChange({
    id: ids.next('privacy-change'),
    accountId: member.accountId,
    memberId: member.id,
    askedBy: by.id,
    askedAt: clock.now(),
    before: seat.privacy,
    level,
    sentence,
    subjects,
    purged: 0,
    version: 1,
  });
  if (!(await privacyChanges.add(change))) throw new Error(`An open privacy change of ${member.id} stands in the way`);
  return change;
}

type Touched = {
  readonly mailbox: Mailbox;
  readonly member: Member;
  readonly change: PrivacyChange;
  readonly isOneOfMany: boolean;
};

/**
 * A page that was begun under the old level finds another version of its mailbox and is stored again under the new one.
 * Without a cursor the whole stretch is walked again.
 */
async function touch(deps: PrivacyDeps, stores: Stores, touched: Touched): Promise<void> {
  const { mailbox, change } = touched;
  const next = { ...mailbox, version: mailbox.version + 1 };
  if (!readsAgain(change)) return await stores.mailboxes.replace(mailbox, next);
  await stores.mailboxes.replace(mailbox, { ...next, cursor: undefined });
  if (mailbox.desired !== 'enabled') return;
  await readNow(deps, stores, touched);
}

async function readNow(
  { ids, clock }: PrivacyDeps,
  stores: Stores,
  { mailbox, member, change, isOneOfMany }: Touched,
): Promise<void> {
  const { accountId, id: mailboxId } = mailbox;
  const dueAt = clock.now();
  const asked = { id: ids.next('sync-run'), accountId, mailboxId, trigger: 'forced', queuedAt: dueAt } as const;
  const run: SyncRun = { ...asked, expected: undefined, gaps: [], tally: EMPTY_TALLY, version: 1, state: 'queued' };
  // A run that is under way goes on from the beginning by itself.
  const isNew = await stores.runs.add(run);
  if (isNew && !isOneOfMany) await tellStarted({ ids, clock }, stores, { member, run, to: change.askedBy });
  const work = { id: ids.next('work'), kind: 'mailbox.sync', key: `mailbox.sync:${mailboxId}` } as const;
  await stores.work.add({ ...work, payload: { accountId, mailboxId }, dueAt });
}

async function record(
  { audit }: PrivacyDeps,
  stores: Stores,
  { by, deliveryId, round }: SettingPrivacy,
  change: PrivacyChange,
): Promise<void> {
  const { before, level, subjects, sentence } = change;
  await audit(stores, change.accountId, {
    kind: 'privacy.changed',
    at: change.askedAt,
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'member', id: change.memberId },
    facts: { change: change.id, before, level, subjects, role: by.role, delivery: deliveryId, round: round ?? null },
    // The sentence names the person.
    personal: [{ memberId: change.memberId, values: { sentence } }],
  });
}

async function tellBoth(
  deps: PrivacyDeps,
  stores: Stores,
  { plan: { member }, by, round }: SettingPrivacy,
  change: PrivacyChange,
): Promise<void> {
  if (round === undefined)
    await tell(deps, stores, change.accountId, {
      key: `privacy-change:${change.id}`,
      subject: `privacy-change:${change.id}`,
      recipient: { kind: 'member', memberId: by.id },
      view: changeForAskerView(change, member),
    });
  if (by.id === member.id) return;
  await tell(deps, stores, change.accountId, {
    key: `privacy-change-owner:${change.id}`,
    subject: `privacy-change-owner:${change.id}`,
    recipient: { kind: 'member', memberId: member.id },
    view: changeForOwnerView(change, by),
  });
}
