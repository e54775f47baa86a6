import { z } from 'zod';
import { capable } from '../people/capable.ts';
import { authorise } from '../people/authority.ts';
import { pausedByText } from '../mailboxes/pauses/pause-views.ts';
import { findMember, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { POLICY, type CommandName } from '../people/policy.ts';
import { readChecklist } from '../seats/setup-gate.ts';
import { missingStep } from '../seats/checklist.ts';
import { seatStateText } from '../seats/seat-texts.ts';
import { absentWhenEmpty } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { unknownHelpView } from './help-views.ts';
import { nearest } from './nearest.ts';
import { isKeptOutOfCrm, opensCrm } from './opens-crm.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature, type Signature } from './signature.ts';
import { closedCommandsView, whyView, type Obstacle } from './why-views.ts';
import { isReadable } from '../seats/seat-moves.ts';

export type WhyDeps = {
  /** Every command of the product, this one too; asked when somebody wants to know. */
  readonly signatures: () => readonly Signature<CommandName>[];
};

const WHY = signature({
  name: 'why',
  group: 'account',
  summary: 'Why a command cannot be run, who can, and what is missing',
  example: '/seat why invite',
  reach: 'typed',
  typed: ['question'],
  args: z.object({
    question: absentWhenEmpty(z.string().trim().max(300, 'A command with a name has at most 300 characters.')),
  }),
});

export function createWhy({ signatures }: WhyDeps): Command {
  return command({
    signature: WHY,
    run: async ({ question }, context) =>
      question === undefined
        ? privately(closedCommandsView(signatures(), context))
        : await why(signatures(), question, context),
  });
}

async function why(
  signatures: readonly Signature<CommandName>[],
  question: string,
  context: CommandContext,
): Promise<Reply> {
  const words = question.replace(/^\/?seat\s+/iu, '').split(/\s+/u);
  const asked = longestNamed(signatures, words);
  if (asked === undefined) {
    const names = signatures.filter(({ reach }) => reach === 'typed').map(({ name }) => name);
    return privately(unknownHelpView(question, nearest(words[0] ?? '', names)));
  }
  const rest = words.slice(asked.name.split(' ').length).join(' ');
  const found = rest === '' ? undefined : await findMember(context.stores, context.from, rest);
  if (found?.ok === false) return privately(memberNotFoundView(found.error, 'show'));
  return privately(await explained(asked, found?.value, context));
}

function longestNamed(
  signatures: readonly Signature<CommandName>[],
  words: readonly string[],
): Signature<CommandName> | undefined {
  const sentence = words.map((word) => word.toLowerCase());
  return signatures
    .filter(({ name }) => name.split(' ').every((part, index) => sentence[index] === part))
    .toSorted((one, other) => other.name.length - one.name.length)[0];
}

async function explained({ name }: Signature<CommandName>, about: Member | undefined, context: CommandContext) {
  const { stores, account, actor } = context;
  const row = POLICY[name];
  const isAboutSelf = about !== undefined && actor.kind === 'member' && actor.member.id === about.id;
  return whyView({
    name,
    about,
    account,
    actor,
    authority: authorise(row, actor, account, isAboutSelf ? 'own' : 'other'),
    forOneself: authorise(row, actor, account, 'own'),
    obstacles: [
      ...(await crmObstacles(name, context)),
      ...(await setupObstacles(name, context)),
      ...(await seatObstacles(name, about, context)),
    ],
    others: capable(row, account, await stores.members.list()),
  });
}

async function crmObstacles(name: CommandName, context: CommandContext): Promise<readonly Obstacle[]> {
  if (!opensCrm(name) || !(await isKeptOutOfCrm(context))) return [];
  const next = { label: 'Show my seat', call: { command: 'show', args: {} } };
  return [
    { what: 'A Sync Only seat feeds the CRM and does not open it.', who: 'an Admin, by a Full Access seat', next },
  ];
}

/** Inviting begins with the setup; nothing else waits for it. */
async function setupObstacles(
  name: CommandName,
  { stores, account, actor }: CommandContext,
): Promise<readonly Obstacle[]> {
  if (!name.startsWith('invite')) return [];
  const lines = await readChecklist(stores, { account, actor, inviteRow: POLICY.invite });
  const missing = missingStep(lines.filter(({ step }) => step !== 'role'));
  if (missing === undefined) return [];
  return [{ what: missing.what, who: missing.who, next: missing.next }];
}

const NEEDS_SEAT: readonly CommandName[] = ['privacy', 'privacy confirm', 'team', 'status', 'sync'];

async function seatObstacles(
  name: CommandName,
  about: Member | undefined,
  { stores, actor }: CommandContext,
): Promise<readonly Obstacle[]> {
  const member = about ?? (actor.kind === 'member' ? actor.member : undefined);
  if (member === undefined || !NEEDS_SEAT.includes(name)) return [];
  const seat = await stores.seats.ofMember(member.id);
  const invite = { label: `Invite ${member.fullName}`, call: { command: 'invite', args: { address: member.address } } };
  if (seat === undefined) return [{ what: `${member.fullName} has no seat.`, who: 'whoever may invite', next: invite }];
  if (isReadable(seat)) return await mailboxObstacles(name, member, stores);
  const show = { label: `Show ${member.fullName}`, call: { command: 'show', args: { member: member.address } } };
  return [
    { what: `The seat of ${member.fullName} is not active: ${seatStateText(seat)}.`, who: undefined, next: show },
  ];
}

async function mailboxObstacles(
  name: CommandName,
  member: Member,
  { mailboxes }: CommandContext['stores'],
): Promise<readonly Obstacle[]> {
  if (name !== 'sync') return [];
  const wanted = await mailboxes.ofMember(member.id);
  if (wanted.some(({ desired }) => desired === 'enabled')) return [];
  const [first] = wanted;
  const status = { label: 'Show status', call: { command: 'status', args: { member: member.address } } };
  if (first === undefined)
    return [{ what: `No mailbox of ${member.fullName} is read.`, who: 'an Admin', next: status }];
  const isPaused = first.desired === 'paused';
  const what = `The mailbox of ${member.fullName} is ${isPaused ? pausedByText(first) : 'disabled'}.`;
  const isByAdmin = !isPaused || first.pauses.some(({ side }) => side === 'admin');
  return [{ what, who: isByAdmin ? 'an Admin' : member.fullName, next: status }];
}
