import { z } from 'zod';
import { agreementForm } from '../removals/agreement-form.ts';
import { blastRadius } from '../removals/blast-radius.ts';
import { carryOutAt } from '../removals/carry-out-at.ts';
import { endStanding } from '../removals/end-standing.ts';
import { lostEndorser } from '../removals/lost-endorser.ts';
import { removalBlocked } from '../removals/removal-blocked.ts';
import type { RemovalDeps } from '../removals/removal-deps.ts';
import { confirmForce, proposeForce } from '../removals/removal-moves.ts';
import { blockedView, removalRefusedView } from '../removals/removal-refused-view.ts';
import { removalSentence } from '../removals/removal-sentence.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import type { AgreedDeletion } from '../removals/agreed-deletion.ts';
import type { Input } from '../views/view.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRemoval, noSuchRemovalView, removalArgument } from './removal-argument.ts';
import { consentArgument, ENDORSER_LEFT, NOT_AGREED } from './removal-schedule.ts';
import { handlerOf, settle } from './removal-steps.ts';
import { reasonArgument } from './remove.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';
import { TICKET_INPUT, ticketArgument } from './support-ticket.ts';

const FORCE = signature({
  name: 'removal force',
  group: 'seats',
  summary: 'Carry a removal out at once; two people agree',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    removal: removalArgument,
    version: z.int(),
    hash: z.string().optional(),
    reason: absentWhenEmpty(reasonArgument),
    ticket: absentWhenEmpty(ticketArgument),
    agreed: consentArgument,
  }),
});

type ForceArgs = z.output<typeof FORCE.args>;

export function createRemovalForce(deps: RemovalDeps): Command {
  return command({ signature: FORCE, run: (args, context) => runForce(deps, args, context) });
}

async function runForce(deps: RemovalDeps, args: ForceArgs, context: CommandContext): Promise<Reply> {
  const { stores, now, deliveryId } = context;
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const radius = await blastRadius(stores, { id: request.memberId });
  const by = actingMember(context).id;
  const agreed = { by, at: now, sentence: removalSentence(request.person, true), ...radius, deliveryId };
  // What the first agreed to is not what there is now: the second becomes the first.
  const isSecond = request.force !== undefined && request.force.agreed.hash === radius.hash;
  const handler = handlerOf(context, args.version);
  const { reason = '', ticket = '' } = args;
  const after = isSecond
    ? confirmForce(request, handler, agreed)
    : proposeForce(request, handler, { reason, ticket, agreed });
  if (!after.ok) return privately(removalRefusedView(after.error, request));
  const lost = await lostEndorser(stores, request);
  if (lost !== undefined) return await settle(deps, context, { request, after: lost, ...ENDORSER_LEFT });
  const blocked = await blockedBy(context, request, isSecond);
  if (blocked !== undefined) return privately(blockedView(blocked, request));
  if (args.hash === undefined || args.hash !== radius.hash)
    return forceForm(request, { agreed, isSecond, version: args.version });
  const missing = missingFields(args, isSecond);
  if (missing !== undefined) return { kind: 'fields', errors: missing };
  if (isSecond) {
    await endStanding(deps, stores, context.account, request.memberId);
    await carryOutAt(deps, stores, request, now);
  }
  const kind = isSecond ? 'removal.forced' : 'removal.force-proposed';
  const done = isSecond ? 'is carried out now' : 'waits for a second person who agrees to do it at once';
  return await settle(deps, context, { request, after, kind, done, facts: { hash: radius.hash } });
}

/** An Enterprise Admin or support asks for it; the second person, who sets it going, is of support. */
async function blockedBy(
  { stores, account, actor }: CommandContext,
  { memberId }: RemovalRequest,
  isSecond: boolean,
): Promise<string | undefined> {
  const blocked = await removalBlocked(stores, account, memberId);
  if (blocked !== undefined || !isSecond) return blocked;
  const isOfSupport = actor.kind === 'member' && actor.member.grants.includes('support');
  return isOfSupport ? undefined : 'The second of the two is of support, so somebody of support agrees.';
}

function missingFields({ agreed, reason, ticket }: ForceArgs, isSecond: boolean) {
  const missing = {
    ...(agreed ? {} : { agreed: NOT_AGREED }),
    ...(isSecond || reason !== undefined ? {} : { reason: 'Say why it cannot wait.' }),
    ...(isSecond || ticket !== undefined ? {} : { ticket: 'A ticket is needed to do it at once.' }),
  };
  return Object.keys(missing).length === 0 ? undefined : missing;
}

type Shown = { readonly agreed: AgreedDeletion; readonly isSecond: boolean; readonly version: number };

function forceForm(request: RemovalRequest, { agreed, isSecond, version }: Shown): Reply {
  return {
    kind: 'form',
    form: agreementForm({
      title: `Removal ${request.number}`,
      radius: agreed,
      sentence: agreed.sentence,
      note: isSecond
        ? 'You are the second of two people: it begins as soon as you agree, and nothing brings it back.'
        : 'A second person has to agree to the same before anything is deleted. Their mailboxes are not read meanwhile.',
      inputs: isSecond ? [] : FIRST_INPUTS,
      does: { command: 'removal force', args: { removal: request.id, version, hash: agreed.hash } },
    }),
  };
}

const FIRST_INPUTS: readonly Input[] = [
  { kind: 'text', name: 'reason', label: 'Why it cannot wait', required: true, maxLength: 500, multiline: true },
  TICKET_INPUT,
];
