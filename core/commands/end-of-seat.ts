import { seatPriceFrom } from '../billing/seat-price-from.ts';
import { undoDays } from '../departures/departure-config.ts';
import type { DepartureDeps } from '../departures/departure-deps.ts';
import { departureRefused, departureRefusedView } from '../departures/departure-refused.ts';
import { holdSeen } from '../departures/departure-facts.ts';
import type { Member } from '../people/member.ts';
import { err, ok, type Result } from '../result.ts';
import { holdsSeat } from '../seats/seat-moves.ts';
import type { Seat } from '../seats/seat.ts';
import { endRefusedSentence, endRefusedView } from '../seats/terms/end-views.ts';
import { planTerm, termHash, type DayRefused, type Ending } from '../seats/terms/plan-term.ts';
import { termForm } from '../seats/terms/term-form.ts';
import type { RunningTerm } from '../seats/terms/term.ts';
import type { Block } from '../views/view.ts';
import { actingMember, type CommandContext } from './command.ts';
import { memberInput } from './member-input.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';

/** A purchased seat with the end that it has, if it has one. */
export type EndOfSeat = {
  readonly member: Member;
  readonly seat: Seat;
  readonly term: RunningTerm | undefined;
  readonly ending: (deps: DepartureDeps, until: Temporal.PlainDate) => Promise<Result<Ending, DayRefused>>;
};

/** The seat whose end this person may choose: whoever may deactivate somebody may say when. */
export async function endOfSeat(context: CommandContext, member: Member): Promise<Result<EndOfSeat, Reply>> {
  const { stores, account, now } = context;
  const refused = await departureRefused(stores, { account, by: actingMember(context), member });
  if (refused !== undefined) return err(privately(departureRefusedView(refused)));
  const seat = await stores.seats.ofMember(member.id);
  if (seat === undefined || !holdsSeat(seat)) return err(privately(endRefusedView(member, { kind: 'no-seat' })));
  if (seat.basis === 'trial') return err(privately(endRefusedView(member, { kind: 'trial' })));
  const term = await stores.seatTerms.running(seat.id);
  const ending: EndOfSeat['ending'] = async ({ leaving }, until) => {
    const planned = await planTerm(stores, { kind: 'expiring', endsOn: until }, now);
    if (!planned.ok) return planned;
    return ok({ fullName: member.fullName, planned: planned.value, undoDays: undoDays(leaving) });
  };
  return ok({ member, seat, term, ending });
}

/** What is agreed to when that day is chosen. */
export async function endForm(
  deps: DepartureDeps,
  { stores, isForm, now, available }: CommandContext,
  { member, seat, term, ending: endingOn }: EndOfSeat,
  { until, hasChanged = false }: { readonly until: Temporal.PlainDate; readonly hasChanged?: boolean },
): Promise<Reply> {
  const ending = await endingOn(deps, until);
  if (!ending.ok)
    return isForm
      ? { kind: 'fields', errors: { until: endRefusedSentence(member, ending.error) } }
      : privately(endRefusedView(member, ending.error));
  const args = { member: member.id, until: until.toString(), shown: termHash(ending.value, term) };
  const hold = await holdSeen(stores, available, member.id);
  const price = seatPriceFrom(await stores.accounts.terms(), { seatType: seat.seatType, until, now });
  const notes: readonly Block[] = price === undefined ? [] : [{ kind: 'text', text: price }];
  const does = { command: 'expire confirm', args };
  return { kind: 'form', form: termForm({ ending: ending.value, hasChanged, hold, notes, does }) };
}

/** Which day, where none was said. */
export function whenForm(command: 'expire' | 'renew', held: EndOfSeat | undefined): Reply {
  const before = held?.term?.endsOn;
  return {
    kind: 'form',
    form: {
      title:
        command === 'renew' ? `Renew the seat of ${held?.member.fullName ?? 'somebody'}` : 'The last day of a seat',
      blocks: [
        ...(before === undefined
          ? []
          : [{ kind: 'facts', facts: [{ label: 'Last day so far', value: [{ date: before }] }] } as const]),
        { kind: 'note', text: ['You see what happens then, and agree to it, before anything is changed.'] },
      ],
      inputs: [
        ...(held === undefined ? [memberInput(undefined)] : []),
        {
          kind: 'text',
          name: 'until',
          label: 'Last day',
          hint: 'A day such as 2026-12-31',
          required: true,
          maxLength: 10,
          multiline: false,
        },
      ],
      submit: {
        label: 'Show what happens',
        does: { command, args: held === undefined ? {} : { member: held.member.address } },
      },
    },
  };
}
