import { z } from 'zod';
import type { PolicyRule } from '../approvals/approval-policy.ts';
import { changePolicy, type ChangePolicyDeps } from '../approvals/change-policy.ts';
import { policyNames } from '../approvals/policy-names.ts';
import { policySetView } from '../approvals/policy-views.ts';
import { policyOf } from '../approvals/policy-of.ts';
import { readSteps, stepsRefusedSentence } from '../approvals/read-steps.ts';
import { findMember } from '../people/find-member.ts';
import { compare, type Money } from '../billing/money.ts';
import { err, ok, type Result } from '../result.ts';
import { absentWhenEmpty, countArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { amountArgument, readAmount, typeArgument } from './policy-arguments.ts';
import { ruleForm } from './policy-forms.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const ADD = signature({
  name: 'policy rule',
  group: 'account',
  summary: 'Say who approves for an amount or a team; the first rule that fits decides',
  example: '/seat policy rule from:1000.00 2 of approvers then any of admins',
  reach: 'typed',
  typed: ['who'],
  args: z.object({
    who: absentWhenEmpty(z.string().trim().max(500, 'At most 500 characters.')),
    type: typeArgument,
    from: amountArgument,
    below: amountArgument,
    team: absentWhenEmpty(z.string().trim().max(80, 'A team name has at most 80 characters.')),
    place: absentWhenEmpty(countArgument),
  }),
});

const DROP = signature({
  name: 'policy drop',
  group: 'account',
  summary: 'Take a rule out of the approval policy',
  example: '/seat policy drop 2 type:sync-only',
  reach: 'typed',
  typed: ['rule'],
  args: z.object({ rule: countArgument, type: typeArgument }),
});

const MOST_RULES = 20;

type NewRule = z.output<typeof ADD.args>;
type FieldRefused = { readonly field: string; readonly sentence: string };

export function createPolicyRules(deps: ChangePolicyDeps): readonly Command[] {
  return [
    command({ signature: ADD, run: (args, context) => add(deps, args, context) }),
    command({ signature: DROP, run: (args, context) => drop(deps, args, context) }),
  ];
}

async function add(deps: ChangePolicyDeps, given: NewRule, context: CommandContext): Promise<Reply> {
  if (given.who === undefined) return { kind: 'form', form: ruleForm(given) };
  const { stores, account } = context;
  const before = await policyOf(stores, account.id, given.type ?? 'sync-only');
  const rule = await ruleOf({ ...given, who: given.who }, context);
  if (!rule.ok) return refuse(rule.error, context);
  if (before.rules.length >= MOST_RULES)
    return refuse({ field: 'who', sentence: `A policy has at most ${MOST_RULES} rules. Drop one first.` }, context);
  const rules = before.rules.toSpliced((given.place ?? before.rules.length + 1) - 1, 0, rule.value);
  return privately(
    policySetView(await changePolicy(deps, context, before, { rules }), await policyNames(context.stores)),
  );
}

async function drop(
  deps: ChangePolicyDeps,
  { rule, type }: z.output<typeof DROP.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, account } = context;
  const before = await policyOf(stores, account.id, type ?? 'sync-only');
  if (rule > before.rules.length)
    return refuse(
      {
        field: 'rule',
        sentence: `${before.rules.length === 1 ? 'There is 1 rule' : `There are ${before.rules.length} rules`} and no number ${rule}.`,
      },
      context,
    );
  const rules = before.rules.toSpliced(rule - 1, 1);
  return privately(
    policySetView(await changePolicy(deps, context, before, { rules }), await policyNames(context.stores)),
  );
}

async function ruleOf(
  given: NewRule & { readonly who: string },
  context: CommandContext,
): Promise<Result<PolicyRule, FieldRefused>> {
  const from = await limitOf('from', given.from, context);
  if (!from.ok) return from;
  const below = await limitOf('below', given.below, context);
  if (!below.ok) return below;
  if (from.value !== undefined && below.value !== undefined && compare(from.value, below.value) >= 0)
    return err({
      field: 'below',
      sentence: 'It is not above the amount that the rule begins at, so nothing would fit.',
    });
  const steps = await readSteps(given.who, async (typed) => {
    const member = await findMember(context.stores, context.from, typed);
    return member.ok ? member.value : undefined;
  });
  if (!steps.ok) return err({ field: 'who', sentence: stepsRefusedSentence(steps.error) });
  return ok({ when: { from: from.value, below: below.value, team: given.team }, steps: steps.value });
}

async function limitOf(
  field: string,
  text: string | undefined,
  { stores }: CommandContext,
): Promise<Result<Money | undefined, FieldRefused>> {
  if (text === undefined) return ok(undefined);
  const terms = await stores.accounts.terms();
  if (terms === undefined)
    return err({ field, sentence: 'The account has no currency yet. The operator sets its prices on the console.' });
  const money = readAmount(text, terms.currency);
  return money.ok ? money : err({ field, sentence: money.error });
}

function refuse({ field, sentence }: FieldRefused, { isForm }: CommandContext): Reply {
  if (isForm) return { kind: 'fields', errors: { [field]: sentence } };
  return privately({
    title: 'The policy was not changed',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [`${field}: ${sentence}`] }],
    actions: [{ kind: 'run', label: 'Show the policy', weight: 'primary', does: { command: 'policy', args: {} } }],
  });
}
