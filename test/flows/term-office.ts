import { createCarryOutDeparture } from '../../core/departures/carry-out-departure.ts';
import type { Member } from '../../core/people/member.ts';
import { createCarryOutTerm } from '../../core/seats/terms/carry-out-term.ts';
import type { Id } from '../../core/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice } from './office.ts';
import { viewText, type WorldOptions } from './world.ts';

export const TRIAL = 'invite linus@acme.example Linus Torvald privacy:subjects trial:yes';
export const UNTIL = 'invite linus@acme.example Linus Torvald privacy:subjects until:2026-04-10';

export type TermOffice = Awaited<ReturnType<typeof aTermOffice>>;

/** An office with the worker that looks after ends, and the one that carries departures out. */
export async function aTermOffice(options: WorldOptions = {}) {
  const office = await anOffice(options);
  const carryOutTerm = createCarryOutTerm(office.deps);
  const carryOutDeparture = createCarryOutDeparture(office.deps);
  const { queue } = office.database;
  const signal = new AbortController().signal;

  /** Everything that is due of terms and departures, as workers would do it; answers what was done. */
  async function works(): Promise<readonly string[]> {
    const done: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const { accountId, workId, kind } of await queue.due(office.clock.now(), 100)) {
        if (kind !== 'seat.term' && kind !== 'departure.carry-out') continue;
        const now = office.clock.now();
        const lease = await queue.claim(accountId, workId, now, now.add({ minutes: 1 }));
        if (lease === undefined) continue;
        const outcome =
          kind === 'seat.term'
            ? await carryOutTerm(lease.work.payload as Parameters<typeof carryOutTerm>[0])
            : await carryOutDeparture(lease.work.payload as Parameters<typeof carryOutDeparture>[0], signal);
        await queue.finish(lease, outcome);
        done.push(`${kind} ${outcome.kind}`);
      }
    }
    return done;
  }

  async function linus(): Promise<Member> {
    const member = await office.inAccount(({ members }) => members.byAddress('linus@acme.example'));
    if (member === undefined) throw new Error('Linus was not invited');
    return member;
  }

  return {
    ...office,
    works,
    linus,
    carryOutTerm,
    /** From the words to the tick; then their mailbox is looked at until they have access. */
    invites: async (words: string) => {
      const form = await office.types('ada', words);
      const answer = await office.submits('ada', form, { agreed: true });
      await office.checksSeats();
      await office.checksSeats();
      return { form, answer };
    },
    /** To the given local morning, with all that is due on the way at its own time. */
    passesTo: async (day: string) => {
      const until = Temporal.Instant.from(`${day}T12:00:00Z`);
      while (Temporal.Instant.compare(office.clock.now(), until) < 0) {
        const left = until.since(office.clock.now()).total('hours');
        office.clock.advance({ minutes: Math.ceil(Math.min(6, left) * 60) });
        await works();
      }
    },
    seatOf: async (member: Member) => await office.inAccount(({ seats }) => seats.ofMember(member.id)),
    termsOf: async (member: Member) => await office.inAccount(({ seatTerms }) => seatTerms.ofMember(member.id)),
    /** Every notice that somebody was given, oldest first. */
    told: async ({ id }: { readonly id: Id<'member'> }) =>
      (await office.inAccount(({ notices }) => notices.list(['pending', 'delivered'])))
        .filter(({ recipient }) => recipient.kind === 'member' && recipient.memberId === id)
        .map(({ view }) => viewText(view)),
    says: async (text: string, user = 'ada') => replyText(await office.types(user, text)),
  };
}
