import { auditActor } from '../accounts/audit-actor.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { formatMoney } from '../billing/money.ts';
import type { CommandContext } from '../commands/command.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { POLICY } from '../people/policy.ts';
import { SEAT_TYPE_NAMES } from '../seats/seat-type.ts';
import type { ApprovalPolicy } from './approval-policy.ts';
import { conditionText } from './freeze-policy.ts';
import { policyNames } from './policy-names.ts';
import { modeSentence, rulesBlock } from './policy-views.ts';

export type ChangePolicyDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type PolicyChange = Partial<Pick<ApprovalPolicy, 'mode' | 'rules' | 'hours' | 'escalates'>>;

/** Adds the next version and tells every administrator, because whoever sets it could profit from it. */
export async function changePolicy(
  deps: ChangePolicyDeps,
  context: CommandContext,
  before: ApprovalPolicy,
  change: PolicyChange,
): Promise<ApprovalPolicy> {
  const { stores, actor, now } = context;
  const setBy = actor.kind === 'member' ? actor.member.id : undefined;
  const modeSetBy = change.mode === undefined ? before.modeSetBy : setBy;
  const next: ApprovalPolicy = { ...before, ...change, version: before.version + 1, setBy, modeSetBy, setAt: now };
  await stores.policies.add(next);
  await auditChange(deps, context, next);
  const key = `policy:${next.seatType}:${next.version}`;
  await tellAdministrators(deps, stores, {
    row: POLICY.policy,
    key,
    subject: key,
    alsoInChannel: false,
    view: {
      title: `The approval policy for ${SEAT_TYPE_NAMES[next.seatType]} seats changed`,
      tone: 'neutral',
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: 'Set by', value: [actor.kind === 'member' ? actor.member.fullName : 'the operator'] },
            { label: 'From now on', value: [modeSentence(next)] },
            { label: 'Open requests', value: ['They keep the policy they were made under.'] },
          ],
        },
        rulesBlock(next, await policyNames(stores)),
      ],
      actions: [{ kind: 'run', label: 'Show the policy', weight: 'plain', does: { command: 'policy', args: {} } }],
    },
  });
  return next;
}

async function auditChange({ audit }: ChangePolicyDeps, context: CommandContext, next: ApprovalPolicy): Promise<void> {
  const { stores, account, now } = context;
  await audit(stores, account.id, {
    kind: 'policy.set',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'approval-policy', id: next.seatType },
    facts: {
      version: next.version,
      mode: next.mode.kind,
      below: next.mode.kind === 'auto-below' ? formatMoney(next.mode.amount) : null,
      // Whom each rule names are ids, and ids describe nobody.
      rules: JSON.stringify(next.rules.map(({ when, steps }) => ({ when: conditionText({ when }), steps }))),
      hours: next.hours,
      escalates: next.escalates,
    },
    personal: [],
  });
}
