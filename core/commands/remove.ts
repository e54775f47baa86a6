import { z } from 'zod';
import { authorise } from '../people/authority.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { isUsableAddress, normalAddress } from '../relationships/address.ts';
import { askRemoval } from '../removals/ask-removal.ts';
import { askedView, askRefusedField, askRefusedSentence, askRefusedView } from '../removals/ask-views.ts';
import type { RemovalDeps } from '../removals/removal-deps.ts';
import { removalForm, type RemovalGiven } from '../removals/removal-form.ts';
import { absentWhenEmpty, nameArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';
import { ticketArgument } from './support-ticket.ts';

const MOST_ADDRESSES = 20;

const addressesArgument = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === 'string' ? given.split(/[\s,;]+/u) : given).filter((part) => part !== ''))
  .refine((parts) => parts.length <= MOST_ADDRESSES, `At most ${MOST_ADDRESSES} addresses.`)
  .transform((parts, context) => {
    const wrong = parts.find((part) => !isUsableAddress(part));
    if (wrong === undefined) return [...new Set(parts.flatMap((part) => normalAddress(part) ?? []))].toSorted();
    context.addIssue({ code: 'custom', message: `“${wrong.slice(0, 80)}” is no e-mail address.` });
    return z.NEVER;
  });

export const reasonArgument = z
  .string()
  .trim()
  .min(3, 'Give a reason that others can use.')
  .max(500, 'A reason has at most 500 characters.');

const REMOVE = signature({
  name: 'remove',
  group: 'seats',
  summary: 'Ask support to remove a person with all their data; deactivate keeps the company’s',
  example: '/seat remove ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({
    member: memberArgument,
    fullName: absentWhenEmpty(nameArgument),
    addresses: absentWhenEmpty(addressesArgument),
    reason: absentWhenEmpty(reasonArgument),
    ticket: absentWhenEmpty(ticketArgument),
  }),
});

type RemoveArgs = z.output<typeof REMOVE.args>;

export function createRemove(deps: RemovalDeps): Command {
  return command({ signature: REMOVE, run: (args, context) => remove(deps, args, context) });
}

async function remove(deps: RemovalDeps, args: RemoveArgs, context: CommandContext): Promise<Reply> {
  const asker = actingMember(context);
  const named = await memberNamed(args, context);
  if (named !== undefined && 'kind' in named) return named;
  const { fullName, addresses, reason, ticket } = args;
  const isSupport = asker.grants.includes('support');
  const isTicketMissing = isSupport && ticket === undefined;
  if (fullName === undefined || addresses === undefined || reason === undefined || isTicketMissing)
    return form(named, { isSupport, given: args, context });
  const member = named ?? (await byAnyAddress(context, addresses));
  if (member === undefined) return fieldOr(context, 'addresses', NOT_A_MEMBER);

  const asked = await askRemoval(deps, context.stores, context.account, {
    asker,
    member,
    person: { fullName, addresses },
    reason,
    ticket,
  });
  if (asked.ok) return privately(askedView(asked.value, context.account));
  const maySee = authorise(POLICY.show, context.actor, context.account, relation(asker, member)).kind === 'allowed';
  const field = askRefusedField(asked.error);
  return context.isForm && field !== undefined
    ? { kind: 'fields', errors: { [field]: askRefusedSentence(asked.error, maySee) } }
    : privately(askRefusedView(asked.error, maySee));
}

const NOT_A_MEMBER = 'None of these addresses belongs to a member. Write the address that stands in the list.';

function relation(asker: Member, member: Member): 'own' | 'other' {
  return asker.id === member.id ? 'own' : 'other';
}

/** The member who was named; undefined where nobody was, and the answer where nobody fits. */
async function memberNamed(
  { member: typed }: RemoveArgs,
  context: CommandContext,
): Promise<Member | undefined | Reply> {
  if (typed === undefined) return undefined;
  const found = await findMember(context.stores, context.from, typed);
  return found.ok ? found.value : privately(memberNotFoundView(found.error, 'remove'));
}

async function byAnyAddress({ stores }: CommandContext, addresses: readonly string[]): Promise<Member | undefined> {
  for (const address of addresses) {
    const member = await stores.members.byAddress(address);
    if (member !== undefined) return member;
  }
  return undefined;
}

type Asking = { readonly isSupport: boolean; readonly given: RemovalGiven; readonly context: CommandContext };

function form(member: Member | undefined, { isSupport, given, context }: Asking): Reply {
  if (context.isForm && isSupport && given.ticket === undefined)
    return { kind: 'fields', errors: { ticket: 'Support needs a ticket for a removal.' } };
  return { kind: 'form', form: removalForm(member, { isSupport, given, coolOffHours: context.account.coolOffHours }) };
}

function fieldOr({ isForm }: CommandContext, field: string, sentence: string): Reply {
  return isForm
    ? { kind: 'fields', errors: { [field]: sentence } }
    : privately({
        title: 'No removal was asked for',
        tone: 'attention',
        blocks: [{ kind: 'text', text: [sentence] }],
        actions: [{ kind: 'run', label: 'Start over', weight: 'primary', does: { command: 'remove', args: {} } }],
      });
}
