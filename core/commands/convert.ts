import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { findMember, folded, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import { conversionForm, conversionRefusedView, type ConversionRefused } from '../seats/conversion-views.ts';
import { askConversion, completeConversion, rejectConversion, type ConvertDeps } from '../seats/convert-seat.ts';
import type { Result } from '../result.ts';
import { absentWhenEmpty, addressArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { reasonArgument } from './remove.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const nameArgument = z.string().trim().max(60, 'A name has at most 60 characters.');

const CONVERT = signature({
  name: 'convert',
  group: 'seats',
  summary: 'Ask support to turn a Sync Only seat into Full Access; a Full Access seat must be free',
  example: '/seat convert ada@company.example',
  reach: 'typed',
  typed: ['member'],
  args: z.object({
    member: memberArgument,
    firstName: absentWhenEmpty(nameArgument),
    lastName: absentWhenEmpty(nameArgument),
    address: absentWhenEmpty(addressArgument),
  }),
});

const onCard = { seat: idSchema('seat'), version: z.int(), asker: idSchema('member') };
const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;
const COMPLETE = signature({ ...STEP, name: 'convert complete', summary: 'Convert a seat', args: z.object(onCard) });
const REJECT = signature({
  ...STEP,
  name: 'convert reject',
  summary: 'Reject a conversion with a reason',
  args: z.object({ ...onCard, reason: absentWhenEmpty(reasonArgument) }),
});

export function createConvert(deps: ConvertDeps): readonly Command[] {
  return [
    command({ signature: CONVERT, run: (args, context) => convert(deps, args, context) }),
    command({ signature: COMPLETE, run: (args, context) => complete(deps, args, context) }),
    command({ signature: REJECT, run: (args, context) => reject(deps, args, context) }),
  ];
}

async function convert(
  deps: ConvertDeps,
  args: z.output<typeof CONVERT.args>,
  context: CommandContext,
): Promise<Reply> {
  const { member: typed, firstName, lastName, address } = args;
  const named = typed ?? address;
  const found = named === undefined ? undefined : await findMember(context.stores, context.from, named);
  if (found?.ok === false) return privately(memberNotFoundView(found.error, 'convert'));
  const member = found?.value;
  if (member === undefined || firstName === undefined || lastName === undefined || address === undefined)
    return { kind: 'form', form: conversionForm(member, { firstName, lastName, address }) };
  const wrong = misnamed(member, { name: `${firstName} ${lastName}`, address });
  if (wrong !== undefined) return { kind: 'fields', errors: wrong };

  const asked = await askConversion(deps, context.stores, { member, asker: actingMember(context) });
  if (!asked.ok) return privately(conversionRefusedView(asked.error));
  return done(
    `The conversion of ${member.fullName} is with support`,
    'You are told how it ends. Nothing is charged by it.',
  );
}

/** What is asked for in words must be about the person that is meant. */
function misnamed(member: Member, given: { readonly name: string; readonly address: string }) {
  if (folded(given.name) !== folded(member.fullName))
    return { lastName: `The member is called ${member.fullName}. Write the name as it stands in the list.` };
  return given.address === member.address
    ? undefined
    : { address: `This is not their primary address, which is ${member.address}.` };
}

async function complete(
  deps: ConvertDeps,
  { seat: seatId, version, asker }: z.output<typeof COMPLETE.args>,
  context: CommandContext,
): Promise<Reply> {
  const deciding = { seatId, version, asker, by: actingMember(context) };
  return answer(await completeConversion(deps, context.stores, deciding), 'has Full Access now');
}

async function reject(
  deps: ConvertDeps,
  { seat: seatId, version, asker, reason }: z.output<typeof REJECT.args>,
  context: CommandContext,
): Promise<Reply> {
  if (reason === undefined) return reasonForm({ seat: seatId, version, asker });
  const deciding = { seatId, version, asker, by: actingMember(context), reason };
  return answer(await rejectConversion(deps, context.stores, deciding), 'keeps the Sync Only seat');
}

function answer(ended: Result<Member, ConversionRefused>, what: string): Reply {
  if (!ended.ok) return privately(conversionRefusedView(ended.error));
  return done(`${ended.value.fullName} ${what}`, 'Whoever asked is told.');
}

function reasonForm(args: Readonly<Record<string, unknown>>): Reply {
  return {
    kind: 'form',
    form: {
      title: 'Reject a conversion',
      blocks: [{ kind: 'text', text: ['Whoever asked sees your reason.'] }],
      inputs: [{ kind: 'text', name: 'reason', label: 'Reason', required: true, maxLength: 500, multiline: true }],
      submit: { label: 'Reject', does: { command: 'convert reject', args } },
    },
  };
}

function done(title: string, text: string): Reply {
  return privately({ title, tone: 'good', blocks: [{ kind: 'text', text: [text] }], actions: [] });
}
