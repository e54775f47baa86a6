import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { absenceRefusedView, delegatedView, delegateForm, delegationEndedView } from '../approvals/delegation-views.ts';
import { delegateAbsence, endDelegation } from '../approvals/delegate-absence.ts';
import type { OpenRequestDeps } from '../approvals/open-request-deps.ts';
import { countingZone } from '../billing/price-list.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { absentWhenEmpty, dateArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const named = absentWhenEmpty(z.string().trim().max(254, 'A name or an address has at most 254 characters.'));

const DELEGATE = signature({
  name: 'delegate',
  group: 'money',
  summary: 'Let somebody decide on your requests too while you are away',
  example: '/seat delegate grace@company.example until:2026-12-01',
  reach: 'typed',
  typed: ['member'],
  args: z.object({ member: named, until: absentWhenEmpty(dateArgument), for: named }),
});

const END = signature({
  name: 'delegate end',
  group: 'money',
  summary: 'Nobody decides for you any more',
  example: '/seat delegate end',
  reach: 'typed',
  typed: [],
  args: z.object({ for: named }),
});

type Given = z.output<typeof DELEGATE.args>;

export function createDelegate(deps: OpenRequestDeps): readonly Command[] {
  return [
    command({
      signature: DELEGATE,
      isOwn: async (args) => args.for === undefined,
      run: (args, context) => delegate(deps, args, context),
    }),
    command({
      signature: END,
      isOwn: async (args) => args.for === undefined,
      run: (args, context) => end(deps, args.for, context),
    }),
  ];
}

async function delegate(deps: OpenRequestDeps, given: Given, context: CommandContext): Promise<Reply> {
  const { member, until } = given;
  if (member === undefined || until === undefined) return { kind: 'form', form: delegateForm(member) };
  const from = await absentMember(given.for, context);
  if ('kind' in from) return from;
  const to = await findMember(context.stores, context.from, member);
  if (!to.ok) return privately(memberNotFoundView(to.error, 'delegate'));
  const setBy = auditActor(context);
  const over = await endOf(context, until);
  const set = await delegateAbsence(deps, context.stores, { from, to: to.value, until: over, setBy });
  return privately(set.ok ? delegatedView(from, to.value, over) : absenceRefusedView(set.error, from, to.value));
}

async function end(deps: OpenRequestDeps, whose: string | undefined, context: CommandContext): Promise<Reply> {
  const from = await absentMember(whose, context);
  if ('kind' in from) return from;
  const hadOne = await endDelegation(deps, context.stores, { from, setBy: auditActor(context) });
  return privately(delegationEndedView(from, hadOne));
}

async function absentMember(whose: string | undefined, context: CommandContext): Promise<Member | Reply> {
  if (whose === undefined) return actingMember(context);
  const found = await findMember(context.stores, context.from, whose);
  return found.ok ? found.value : privately(memberNotFoundView(found.error, 'delegate'));
}

/** People name the last day that is included, in the calendar in which the account is billed. */
async function endOf({ stores }: CommandContext, until: Temporal.PlainDate): Promise<Temporal.Instant> {
  const terms = await stores.accounts.terms();
  return until
    .add({ days: 1 })
    .toZonedDateTime(terms === undefined ? 'UTC' : countingZone(terms))
    .toInstant();
}
