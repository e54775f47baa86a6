import { z } from 'zod';
import { withSeatDefaults } from '../accounts/seat-defaults-in-force.ts';
import { isSeveral } from '../bulk/rows-of-list.ts';
import { inviteForm } from '../seats/invite-form.ts';
import { inviteMember } from '../seats/invite-member.ts';
import { inviteRefusedView, refusedField, refusedSentence } from '../seats/invite-refused.ts';
import { checkingView } from '../seats/invite-views.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import { POLICY } from '../people/policy.ts';
import {
  absentWhenEmpty,
  addressArgument,
  mailSystemArgument,
  nameArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
  trialArgument,
  dateArgument,
} from './arguments.ts';
import { wantedTerm } from '../seats/terms/wanted-term.ts';
import { askForEnd, type InviteTermDeps } from './invite-term.ts';
import { previewList } from './preview-list.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';
import { termRefusal } from './term-refusal.ts';

/** Several people typed at once are a list, wherever in it the first blank stands. */
const addressOrList = oneOrMany(addressArgument, /[,;]/u);
const nameOrList = oneOrMany(nameArgument, /@/u);

const INVITE = signature({
  name: 'invite',
  group: 'seats',
  summary: 'Give a colleague a seat; their mailbox is checked before anything is charged',
  example: '/seat invite ada@company.example Ada Lovelace privacy:share-subjects until:2026-12-31',
  reach: 'typed',
  typed: ['address', 'fullName'],
  args: z.object({
    address: absentWhenEmpty(addressOrList),
    fullName: absentWhenEmpty(nameOrList),
    seatType: absentWhenEmpty(seatTypeArgument),
    privacy: absentWhenEmpty(privacyArgument),
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(mailSystemArgument),
    trial: absentWhenEmpty(trialArgument),
    until: absentWhenEmpty(dateArgument),
    preset: absentWhenEmpty(z.enum(['executive'], 'The one preset is executive.')),
  }),
});

function oneOrMany(one: z.ZodType<string, string>, ofMany: RegExp) {
  return z.string().transform((text, issues): string => {
    if (ofMany.test(text)) return text;
    const parsed = one.safeParse(text);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) issues.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/**
 * A senior executive has a Sync Only seat and shows that contact happened, and no subjects. What is typed beside the preset
 * goes before it, and it goes before the defaults of the account.
 */
const EXECUTIVE = { seatType: 'sync-only', privacy: 'participants-only' } as const;

function executive({ seatType = EXECUTIVE.seatType, privacy = EXECUTIVE.privacy }: z.output<typeof INVITE.args>) {
  return { seatType, privacy };
}

export function createInvite(deps: InviteTermDeps): Command {
  return command({ signature: INVITE, run: (args, context) => invite(deps, args, context) });
}

async function invite(
  deps: InviteTermDeps,
  args: z.output<typeof INVITE.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, account, actor } = context;
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.invite }));
  if (blocked !== undefined) return privately(blocked);

  const { address, fullName } = args;
  const said = args.preset === 'executive' ? { ...args, ...executive(args) } : args;
  const terms = withSeatDefaults(account, said, context.isForm);
  const { privacy } = terms;
  const written = [address, fullName].filter((part) => part !== undefined).join(' ');
  const wanted = wantedTerm(args);
  if (!wanted.ok) return termRefusal(wanted.error, context.isForm);
  if (isSeveral(written))
    return await previewList(deps, { ...terms, trial: args.trial, until: args.until, people: written }, context);
  if (address === undefined || fullName === undefined || privacy === undefined)
    return await openForm({ ...args, ...terms }, context);

  if (wanted.value !== undefined) {
    const invitation = { ...terms, address, fullName, privacy, wanted: wanted.value };
    return await askForEnd(deps, invitation, context);
  }
  const invitation = { ...terms, inviter: actingMember(context), address, fullName, privacy };
  const seat = await inviteMember(deps, stores, account, invitation);
  if (seat.ok) return { kind: 'deferred', view: checkingView(seat.value, invitation) };
  return context.isForm
    ? { kind: 'fields', errors: { [refusedField(seat.error)]: refusedSentence(seat.error) } }
    : privately(inviteRefusedView(seat.error));
}

async function openForm(given: z.output<typeof INVITE.args>, { stores, account }: CommandContext): Promise<Reply> {
  const credentials = (await stores.credentials.list()).filter((credential) => credential.health.kind === 'ok');
  return {
    kind: 'form',
    form: inviteForm({ account, credentials, entitlements: await stores.entitlements.list(), given }),
  };
}
