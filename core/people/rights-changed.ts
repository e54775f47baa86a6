import { tellStuck } from '../approvals/tell-stuck.ts';
import type { Account } from '../accounts/account.ts';
import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { lockManagers } from './lock-managers.ts';
import type { Member } from './member.ts';
import { rightsText } from './role-texts.ts';

export type RightsDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type RightsChange = {
  /** As it was read before the members were. */
  readonly account: Account;
  readonly kind: 'member.role-changed' | 'member.granted' | 'member.revoked';
  readonly before: Member;
  readonly after: Member;
  readonly by: Member | undefined;
  /** Who the audit log says it was. */
  readonly actor: AuditActor;
  /** What the member is told; what they are now, unless something else helps them more. */
  readonly view?: View;
};

/** Saved, written down, and told to whom it is about. */
export async function changeRights(
  { audit, ...deps }: RightsDeps,
  stores: Stores,
  { account, kind, before, after, by, actor, view = changedForMemberView(before, after, by) }: RightsChange,
): Promise<void> {
  await lockManagers(stores, account);
  await stores.members.replace(before, after);
  await tellStuck({ audit, ...deps }, stores);
  await audit(stores, after.accountId, {
    kind,
    at: deps.clock.now(),
    actor,
    subject: { kind: 'member', id: after.id },
    facts: { before: rightsFact(before), after: rightsFact(after) },
    personal: [],
  });
  if (by?.id === after.id) return;
  await tell(deps, stores, after.accountId, {
    key: `rights:${after.id}:${after.version}`,
    subject: `rights:${after.id}`,
    recipient: { kind: 'member', memberId: after.id },
    view,
  });
}

function rightsFact({ role, grants }: Member): string {
  return [role, ...grants].join(',');
}

function changedForMemberView(before: Member, after: Member, by: Member | undefined): View {
  return {
    title: `You are ${rightsText(after)} now`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Before', value: [rightsText(before)] },
          { label: 'Changed by', value: [by === undefined ? 'the operator' : { member: by.id, name: by.fullName }] },
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show what I may do', weight: 'plain', does: { command: 'help', args: {} } }],
  };
}

export function rightsChangedView({ before, after }: Pick<RightsChange, 'before' | 'after'>): View {
  return {
    title: `${after.fullName} is ${rightsText(after)} now`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [`Before: ${rightsText(before)}. It counts from their next click on, and they are told.`],
      },
    ],
    actions: [
      {
        kind: 'run',
        label: `Show ${after.fullName}`,
        weight: 'plain',
        does: { command: 'show', args: { member: after.address } },
      },
    ],
  };
}
