import { z } from 'zod';
import type { ApprovalPolicy, ModeSetting } from '../approvals/approval-policy.ts';
import { changePolicy, type ChangePolicyDeps, type PolicyChange } from '../approvals/change-policy.ts';
import { policyNames } from '../approvals/policy-names.ts';
import { policiesView, policySetView } from '../approvals/policy-views.ts';
import { policyOf } from '../approvals/policy-of.ts';
import { authorise } from '../people/authority.ts';
import { POLICY } from '../people/policy.ts';
import { err, ok, type Result } from '../result.ts';
import { SEAT_TYPES } from '../seats/seat-type.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty, seatTypeArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import {
  amountArgument,
  hoursArgument,
  modeArgument,
  readAmount,
  typeArgument,
  yesArgument,
} from './policy-arguments.ts';
import { automaticForm, policyForm } from './policy-forms.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const SHOW_OR_SET = signature({
  name: 'policy',
  group: 'account',
  summary: 'How seats are approved: show it, or set the mode, the time for a step and the escalation',
  example: '/seat policy mode:auto-below amount:100.00 type:sync-only',
  reach: 'typed',
  typed: ['mode'],
  args: z.object({
    mode: absentWhenEmpty(modeArgument),
    amount: amountArgument,
    type: typeArgument,
    hours: hoursArgument,
    escalate: yesArgument,
    agreed: z.unknown().optional(),
    version: z.int().optional(),
  }),
  carried: ['agreed', 'version'],
});

const CHANGE = signature({
  name: 'policy change',
  group: 'account',
  summary: 'Change how seats of one type are approved',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ type: seatTypeArgument }),
});

type Given = z.output<typeof SHOW_OR_SET.args>;

export function createPolicy(deps: ChangePolicyDeps): readonly Command[] {
  return [
    command({ signature: SHOW_OR_SET, run: (given, context) => showOrSet(deps, given, context) }),
    command({
      signature: CHANGE,
      run: async ({ type }, { stores, account }) => ({
        kind: 'form',
        form: policyForm(await policyOf(stores, account.id, type)),
      }),
    }),
  ];
}

async function showOrSet(deps: ChangePolicyDeps, given: Given, context: CommandContext): Promise<Reply> {
  const { mode, hours, escalate } = given;
  if (mode === undefined && hours === undefined && escalate === undefined) return await show(context);
  const { stores, account } = context;
  const before = await policyOf(stores, account.id, given.type ?? 'sync-only');
  if (given.version !== undefined && given.version !== before.version) return await show(context, CHANGED_MEANWHILE);

  const setting = await settingOf(given, context);
  if (!setting.ok)
    return context.isForm
      ? { kind: 'fields', errors: { amount: setting.error } }
      : privately(amountRefusedView(setting.error));
  const change: PolicyChange = {
    ...(setting.value === undefined ? {} : { mode: setting.value }),
    ...(hours === undefined ? {} : { hours }),
    ...(escalate === undefined ? {} : { escalates: escalate }),
  };
  const next = { ...before, ...change };
  if (isAutomatic(next) && setting.value !== undefined && !hasAgreed(given))
    return { kind: 'form', form: automaticForm(next, { ...given, type: before.seatType, version: before.version }) };
  return privately(policySetView(await changePolicy(deps, context, before, change), await policyNames(context.stores)));
}

/** Undefined when the mode stays as it is. */
async function settingOf(
  { mode, amount }: Given,
  { stores }: CommandContext,
): Promise<Result<ModeSetting | undefined, string>> {
  if (mode === undefined) return ok(undefined);
  if (mode !== 'auto-below') return ok({ kind: mode });
  const terms = await stores.accounts.terms();
  if (terms === undefined) return err('The account has no currency yet. The operator sets its prices on the console.');
  if (amount === undefined) return err(`Say below which amount, like amount:${terms.currency} 100.00.`);
  const money = readAmount(amount, terms.currency);
  return money.ok ? ok({ kind: mode, amount: money.value }) : money;
}

function isAutomatic({ mode }: ApprovalPolicy): boolean {
  return mode.kind === 'auto' || mode.kind === 'auto-below';
}

function hasAgreed({ agreed }: Given): boolean {
  return agreed === true || agreed === 'true' || agreed === 'yes';
}

const CHANGED_MEANWHILE =
  'Somebody changed the policy while you were at it, so nothing was set. This is how it stands.';

async function show(context: CommandContext, note?: string): Promise<Reply> {
  const { stores, account, actor } = context;
  const policies = await Promise.all(SEAT_TYPES.map((type) => policyOf(stores, account.id, type)));
  const mayChange = authorise(POLICY['policy change'], actor, account, 'other').kind === 'allowed';
  const view = policiesView(policies, await policyNames(context.stores), mayChange);
  return privately(note === undefined ? view : { ...view, blocks: [{ kind: 'text', text: [note] }, ...view.blocks] });
}

function amountRefusedView(sentence: string): View {
  return {
    title: 'The policy was not changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [`amount: ${sentence}`] }],
    actions: [{ kind: 'run', label: 'Show the policy', weight: 'primary', does: { command: 'policy', args: {} } }],
  };
}
