import { z } from 'zod';
import { coolOffText } from '../removals/cool-off.ts';
import { agreementForm } from '../removals/agreement-form.ts';
import { blastRadius, type BlastRadius } from '../removals/blast-radius.ts';
import { carryOutAt } from '../removals/carry-out-at.ts';
import { lostEndorser } from '../removals/lost-endorser.ts';
import { removalBlocked } from '../removals/removal-blocked.ts';
import type { RemovalDeps } from '../removals/removal-deps.ts';
import { schedule } from '../removals/removal-moves.ts';
import { blockedView, removalRefusedView } from '../removals/removal-refused-view.ts';
import { removalSentence } from '../removals/removal-sentence.ts';
import type { RemovalRequest } from '../removals/removal-request.ts';
import { absentWhenEmpty, dateArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { findRemoval, noSuchRemovalView, removalArgument } from './removal-argument.ts';
import { handlerOf, settle } from './removal-steps.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

/** An empty box says no, and nothing else does. */
export const consentArgument = z
  .union([z.boolean(), z.string()])
  .optional()
  .transform((given) => given === true || given === 'true' || given === 'yes');

const SCHEDULE = signature({
  name: 'removal schedule',
  group: 'seats',
  summary: 'Set the day of a removal',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({
    removal: removalArgument,
    version: z.int(),
    /** Of what was shown; absent before anything was. */
    hash: z.string().optional(),
    day: absentWhenEmpty(dateArgument),
    agreed: consentArgument,
  }),
});

type ScheduleArgs = z.output<typeof SCHEDULE.args>;

export function createRemovalSchedule(deps: RemovalDeps): Command {
  return command({ signature: SCHEDULE, run: (args, context) => runSchedule(deps, args, context) });
}

/** Shows what is deleted; agreed to, it is bound to exactly that. */
async function runSchedule(deps: RemovalDeps, args: ScheduleArgs, context: CommandContext): Promise<Reply> {
  const { stores, now, deliveryId, account } = context;
  const { coolOffHours } = account;
  const earliest = now.add({ hours: coolOffHours });
  const request = await findRemoval(context, args.removal);
  if (request === undefined) return privately(noSuchRemovalView(args.removal));
  const radius = await blastRadius(stores, { id: request.memberId });
  const by = actingMember(context).id;
  const sentence = removalSentence(request.person, false);
  const dueAt = args.day === undefined ? earliest : onDay(args.day, now);
  const agreed = { by, at: now, sentence, ...radius, deliveryId };
  const after = schedule(request, handlerOf(context, args.version), { dueAt, agreed, coolOffHours });
  if (!after.ok)
    return after.error.kind === 'too-soon' && context.isForm
      ? { kind: 'fields', errors: { day: `Choose a day after the cool-off of ${coolOffText(coolOffHours)}.` } }
      : privately(removalRefusedView(after.error, request));
  const lost = await lostEndorser(stores, request);
  if (lost !== undefined) return await settle(deps, context, { request, after: lost, ...ENDORSER_LEFT });
  const blocked = await removalBlocked(stores, context.account, request.memberId);
  if (blocked !== undefined) return privately(blockedView(blocked, request));
  if (args.hash === undefined || args.hash !== radius.hash)
    return dayForm(request, { radius, sentence, version: args.version, earliest, coolOffHours });
  if (!args.agreed) return { kind: 'fields', errors: { agreed: NOT_AGREED } };
  await carryOutAt(deps, stores, request, dueAt);
  return await settle(deps, context, {
    request,
    after,
    kind: 'removal.scheduled',
    done: 'is scheduled',
    facts: { hash: radius.hash, due: dueAt.toString() },
  });
}

export const ENDORSER_LEFT = {
  kind: 'removal.endorser-left',
  done: 'was endorsed by somebody who has left; look at it again',
} as const;

export const NOT_AGREED = 'Tick the box to agree to what is listed. Without it nothing is deleted.';

/** At the same time of day, so that a whole cool-off fits before the next day. */
function onDay(day: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant {
  const plainTime = now.toZonedDateTimeISO('UTC').toPlainTime();
  return day.toZonedDateTime({ timeZone: 'UTC', plainTime }).toInstant();
}

type Shown = {
  readonly radius: BlastRadius;
  readonly sentence: string;
  readonly version: number;
  readonly earliest: Temporal.Instant;
  readonly coolOffHours: number;
};

function dayForm(request: RemovalRequest, { radius, sentence, version, earliest, coolOffHours }: Shown): Reply {
  return {
    kind: 'form',
    form: agreementForm({
      title: `Removal ${request.number}`,
      radius,
      sentence,
      note: 'From now on their mailboxes are not read, so that it does not grow. It is counted again on that day: if there is more, you are asked again. Until then it can be withdrawn or rejected.',
      inputs: [
        {
          kind: 'text',
          name: 'day',
          label: 'Day',
          hint: `At least ${coolOffText(coolOffHours)} from now`,
          required: true,
          initial: earliest.toZonedDateTimeISO('UTC').toPlainDate().toString(),
          maxLength: 10,
          multiline: false,
        },
      ],
      does: { command: 'removal schedule', args: { removal: request.id, version, hash: radius.hash } },
    }),
  };
}
