import { z } from 'zod';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { undoDays } from '../departures/departure-config.ts';
import { err, ok, type Result } from '../result.ts';
import { checkInvitation, inviteMember, type InviteDeps, type Invitation } from '../seats/invite-member.ts';
import { inviteRefusedView, refusedField, refusedSentence } from '../seats/invite-refused.ts';
import { checkingView } from '../seats/invite-views.ts';
import { mayNotTry } from '../seats/terms/may-not-try.ts';
import { planTerm, termHash, termSentence, type Ending } from '../seats/terms/plan-term.ts';
import type { WantedTerm } from '../seats/terms/wanted-term.ts';
import { termForm } from '../seats/terms/term-form.ts';
import { wantedTerm } from '../seats/terms/wanted-term.ts';
import {
  absentWhenEmpty,
  addressArgument,
  agreedToArgument,
  mailSystemArgument,
  nameArgument,
  privacyArgument,
  seatTypeArgument,
  teamArgument,
  trialArgument,
  dateArgument,
} from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';
import { termRefusal } from './term-refusal.ts';

export type InviteTermDeps = InviteDeps & Pick<DepartureDeps, 'leaving'>;

const INVITE_TERM = signature({
  name: 'invite term',
  group: 'seats',
  summary: 'Agree to the end of a trial or of a seat that somebody is invited to',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    address: addressArgument,
    fullName: nameArgument,
    seatType: seatTypeArgument,
    privacy: privacyArgument,
    team: absentWhenEmpty(teamArgument),
    mailSystem: absentWhenEmpty(mailSystemArgument),
    trial: absentWhenEmpty(trialArgument),
    until: absentWhenEmpty(dateArgument),
    shown: z.string(),
    agreed: agreedToArgument,
  }),
});

export type InvitationWithEnd = Omit<Invitation, 'term' | 'inviter'> & { readonly wanted: WantedTerm };

/** The end is agreed to before anybody is invited. */
export function createInviteTerm(deps: InviteTermDeps): Command {
  return command({ signature: INVITE_TERM, run: (args, context) => confirm(deps, args, context) });
}

/** Shows what is agreed to, once nothing stands in the way that is known from our own rows. */
export async function askForEnd(
  deps: InviteTermDeps,
  invitation: InvitationWithEnd,
  context: CommandContext,
): Promise<Reply> {
  const ending = await endingOf(deps, invitation, context);
  return ending.ok ? formFor(invitation, ending.value, { hasChanged: false }) : ending.error;
}

async function confirm(
  deps: InviteTermDeps,
  { shown, trial, until, team, mailSystem, ...rest }: z.output<typeof INVITE_TERM.args>,
  context: CommandContext,
): Promise<Reply> {
  const wanted = wantedTerm({ trial, until });
  if (!wanted.ok || wanted.value === undefined) throw new Error('An invitation with an end lacks it');
  const invitation = { ...rest, team, mailSystem, wanted: wanted.value };
  // None of those fields stands on the form with the consent.
  const ending = await endingOf(deps, invitation, { ...context, isForm: false });
  if (!ending.ok) return ending.error;
  if (termHash(ending.value, undefined) !== shown) return formFor(invitation, ending.value, { hasChanged: true });

  const { stores, account, deliveryId } = context;
  const term = { planned: ending.value.planned, sentence: termSentence(ending.value), deliveryId };
  const seat = await inviteMember(deps, stores, account, { ...invitation, inviter: actingMember(context), term });
  if (!seat.ok) return privately(inviteRefusedView(seat.error));
  return { kind: 'deferred', view: checkingView(seat.value, invitation) };
}

async function endingOf(
  { leaving }: InviteTermDeps,
  { wanted, ...invitation }: InvitationWithEnd,
  { stores, account, now, isForm }: CommandContext,
): Promise<Result<Ending, Reply>> {
  const invitable = await checkInvitation(stores, account, invitation);
  if (!invitable.ok) {
    const refused = invitable.error;
    return err(
      isForm
        ? { kind: 'fields', errors: { [refusedField(refused)]: refusedSentence(refused) } }
        : privately(inviteRefusedView(refused)),
    );
  }
  const barred = wanted.kind === 'trial' ? await mayNotTry(stores, invitable.value.known, invitation) : undefined;
  if (barred !== undefined) return err(termRefusal(barred, isForm));
  const planned = await planTerm(stores, wanted, now);
  if (!planned.ok) return err(termRefusal(planned.error, isForm));
  return ok({ fullName: invitation.fullName, planned: planned.value, undoDays: undoDays(leaving) });
}

function formFor(
  { wanted, team, mailSystem, ...invitation }: InvitationWithEnd,
  ending: Ending,
  { hasChanged }: { readonly hasChanged: boolean },
): Reply {
  const { address, fullName, seatType, privacy } = invitation;
  const end = wanted.kind === 'trial' ? { trial: `${wanted.days}` } : { until: wanted.endsOn.toString() };
  const args = {
    address,
    fullName,
    seatType,
    privacy,
    ...end,
    shown: termHash(ending, undefined),
    ...(team === undefined ? {} : { team }),
    ...(mailSystem === undefined ? {} : { mailSystem }),
  };
  return {
    kind: 'form',
    form: termForm({ ending, hasChanged, hold: undefined, notes: [], does: { command: 'invite term', args } }),
  };
}
