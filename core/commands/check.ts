import { z } from 'zod';
import { authorise } from '../people/authority.ts';
import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { beginCheck } from '../rounds/begin-check.ts';
import type { RoundDeps } from '../rounds/begin-round.ts';
import { checkForm, lookingAlreadyView, notCheckedView, strangersBlock } from '../rounds/check-views.ts';
import { linesOfRound } from '../rounds/round-lines.ts';
import { roundBegunView } from '../rounds/round-views.ts';
import type { Form } from '../views/view.ts';
import { isUnderway } from '../seats/seat-moves.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { EVERYBODY, SEVERAL, severalMembers, type SeveralRefused } from './several-members.ts';
import { signature } from './signature.ts';
import { needsTicket, TICKET_INPUT, TICKET_MISSING, ticketArgument } from './support-ticket.ts';

const ticked = z.union([z.boolean(), z.enum(['yes', 'no', 'true', 'false'])], 'Write yes, or leave it out.');

const CHECK = signature({
  name: 'check',
  group: 'mailboxes',
  summary: 'Look at the mailboxes of several people at once: named ones, a team, all, or those that are failing',
  example: '/seat check failing',
  reach: 'typed',
  typed: ['people'],
  args: z.object({ ...SEVERAL, resume: absentWhenEmpty(ticked), ticket: absentWhenEmpty(ticketArgument) }),
});

export function createCheck(deps: RoundDeps): Command {
  return command({ signature: CHECK, run: (args, context) => check(deps, args, context) });
}

type Said = z.output<typeof CHECK.args>;

async function check(deps: RoundDeps, said: Said, context: CommandContext): Promise<Reply> {
  const { stores, account, actor, isForm, deliveryId } = context;
  const resumes = said.resume === true || said.resume === 'true' || said.resume === 'yes';
  const isOpen = said.people === undefined && said.of === undefined;
  // Reading again is agreed to by a box with its sentence, which words do not show.
  const asksTicket = needsTicket(POLICY.check, context, 'other');
  const lacksTicket = asksTicket && said.ticket === undefined;
  if (!isForm && (isOpen || resumes || lacksTicket))
    return { kind: 'form', form: await formFor(context, said, asksTicket) };
  if (lacksTicket) return { kind: 'fields', errors: { ticket: TICKET_MISSING } };
  const mayResume = authorise(POLICY.resume, actor, account, 'other').kind === 'allowed';
  if (resumes && !mayResume) return { kind: 'fields', errors: { resume: NOT_YOURS } };
  const several = await severalMembers(context, said, { failing: (all) => failing(context, all) });
  if (!several.ok) return refuse(several.error, context);
  const { strangers } = several.value;
  const isNamed = said.of === undefined && !EVERYBODY.has((said.people ?? '').toLowerCase());
  const members = isNamed ? several.value.members : await withMailboxes(context, several.value.members);
  if (members.length === 0) return refuse({ field: 'people', sentence: nobodyText(strangers) }, context);

  const begun = await beginCheck(deps, stores, {
    members,
    by: actingMember(context),
    resumes,
    deliveryId,
    ticket: said.ticket,
  });
  if (!begun.ok) return privately(lookingAlreadyView(begun.error.round));
  const view = roundBegunView(begun.value, await linesOfRound(stores, begun.value.id));
  const blocks = strangers.length === 0 ? view.blocks : [strangersBlock(strangers), ...view.blocks];
  return { kind: 'deferred', view: { ...view, blocks } };
}

async function formFor({ account, stores }: CommandContext, given: Said, asksTicket: boolean): Promise<Form> {
  const ticket = asksTicket ? TICKET_INPUT : undefined;
  return checkForm({ account, teams: await stores.teams.list(), given, ticket });
}

const NOT_YOURS = 'Resuming is for whoever manages users. Leave the box empty to check only.';

/** Whoever has neither a seat nor one under way would be no result. */
async function withMailboxes({ stores }: CommandContext, members: readonly Member[]): Promise<readonly Member[]> {
  const held = (await stores.seats.list()).filter(isUnderway).map(({ memberId }) => memberId);
  const within = new Set(held);
  return members.filter(({ id }) => within.has(id));
}

async function failing({ stores }: CommandContext, all: readonly Member[]): Promise<readonly Member[]> {
  const failed = (await stores.mailboxes.list()).filter(
    (mailbox) => mailbox.class === 'work' && mailbox.desired === 'enabled' && mailbox.health.kind === 'failing',
  );
  const within = new Set(failed.map(({ memberId }) => memberId));
  return all.filter(({ id }) => within.has(id));
}

function nobodyText(strangers: readonly { readonly typed: string; readonly sentence: string }[]): string {
  const [first] = strangers;
  return first === undefined
    ? 'Nobody is left whose mailbox could be looked at: no reading fails, or nobody of them has a seat.'
    : `${first.typed}: ${first.sentence}`;
}

function refuse({ field, sentence }: SeveralRefused, { isForm }: CommandContext): Reply {
  return isForm ? { kind: 'fields', errors: { [field]: sentence } } : privately(notCheckedView(sentence));
}
