import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { findMember, folded, memberNotFoundView } from '../people/find-member.ts';
import type { Member } from '../people/member.ts';
import {
  conversionForm,
  conversionRefusedView,
  type ConversionDone,
  type ConversionRefused,
} from '../seats/conversion-views.ts';
import { agreeToConversion, askConversion, type AskRefused, type ConversionAgreed } from '../seats/convert-seat.ts';
import type { ConvertDeps } from '../seats/conversion-deps.ts';
import { completeConversion, rejectConversion } from '../seats/end-conversion.ts';
import { acknowledgementForm } from '../approvals/acknowledgement-form.ts';
import { openRefusedView } from '../approvals/open-refused-view.ts';
import { approversOf } from '../approvals/request-cards.ts';
import type { Quote } from '../billing/quote.ts';
import { today } from '../clock.ts';
import { requestSentView } from '../seats/invite-views.ts';
import { unreachable, type Result } from '../result.ts';
import { absentWhenEmpty, addressArgument, agreedArgument } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { reasonArgument } from './remove.ts';
import { quoteRefusedView } from './quote.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const nameArgument = z.string().trim().max(60, 'A name has at most 60 characters.');

const CONVERT = signature({
  name: 'convert',
  group: 'seats',
  summary: 'Ask support to turn a Sync Only seat into Full Access; without a free seat you see the price first',
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

const onCard = { seat: idSchema('seat'), until: z.int() };
const STEP = { group: 'seats', example: '', reach: 'step', typed: [] } as const;
const CONFIRM = signature({
  ...STEP,
  name: 'convert confirm',
  summary: 'Agree to the price of a conversion',
  args: z.object({ member: idSchema('member'), quote: idSchema('quote'), agreed: agreedArgument }),
});
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
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
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
  return asked.ok ? await goesOn(deps, context, member, asked.value) : refuse(asked.error);
}

async function confirm(
  deps: ConvertDeps,
  { member: memberId, quote: quoteId }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const { stores, deliveryId } = context;
  const member = await stores.members.get(memberId);
  if (member === undefined) throw new Error(`Member ${memberId} stood on a form but is not stored`);
  const agreeing = { member, asker: actingMember(context), quoteId, deliveryId };
  const agreed = await agreeToConversion(deps, stores, agreeing);
  return agreed.ok ? await goesOn(deps, context, member, agreed.value) : refuse(agreed.error);
}

async function goesOn(
  deps: ConvertDeps,
  { stores }: CommandContext,
  member: Member,
  agreed: ConversionAgreed,
): Promise<Reply> {
  switch (agreed.kind) {
    case 'with-support':
      return done(
        `The conversion of ${member.fullName} is with support`,
        'You are told how it ends. A free Full Access seat is kept for it, so nothing more is charged.',
      );
    case 'price':
      return priceForm(deps, member, agreed.quote);
    case 'requested': {
      if (!agreed.opened.ok) return privately(openRefusedView(agreed.opened.error));
      const { request } = agreed.opened.value;
      return privately(requestSentView(request, await approversOf(stores, request)));
    }
    default:
      return unreachable(agreed);
  }
}

function priceForm({ clock }: ConvertDeps, { id, fullName }: Member, quote: Quote): Reply {
  return {
    kind: 'form',
    form: acknowledgementForm({
      title: `Full Access for ${fullName}`,
      quote,
      today: today(clock, quote.timeZone),
      about: 'conversion',
      does: { command: 'convert confirm', args: { member: id, quote: quote.id } },
    }),
  };
}

function refuse(refused: AskRefused): Reply {
  return privately(refused.kind === 'quote' ? quoteRefusedView(refused.refused) : conversionRefusedView(refused));
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
  { seat: seatId, until }: z.output<typeof COMPLETE.args>,
  context: CommandContext,
): Promise<Reply> {
  const deciding = { seatId, until, by: actingMember(context) };
  return answer(await completeConversion(deps, context.stores, deciding), 'has Full Access now');
}

async function reject(
  deps: ConvertDeps,
  { seat: seatId, until, reason }: z.output<typeof REJECT.args>,
  context: CommandContext,
): Promise<Reply> {
  if (reason === undefined) return reasonForm({ seat: seatId, until });
  const deciding = { seatId, until, by: actingMember(context), reason };
  return answer(await rejectConversion(deps, context.stores, deciding), 'keeps the Sync Only seat');
}

function answer(ended: Result<ConversionDone, ConversionRefused>, what: string): Reply {
  if (!ended.ok) return privately(conversionRefusedView(ended.error));
  return done(`${ended.value.member.fullName} ${what}`, 'Whoever asked is told.');
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
