import * as fc from 'fast-check';
import type { MailboxFacts, ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Office } from '../flows/office.ts';
import { anyTimed, perform, type Timed } from './deeds.ts';
import { brokenRules } from './rules.ts';
import { illegalMoves, type Seen } from './seen.ts';

/** The office and what stands around it. */
export type World = { readonly office: Office; readonly mailboxes: { areReadable: boolean } };

type Between = { readonly days: number; readonly areReadable: boolean; readonly price: bigint };

const anyRound = fc.record({
  deeds: fc.array(anyTimed, { minLength: 2, maxLength: 5 }),
  between: fc.record({
    days: fc.constantFrom(0, 0, 0, 1, 8, 31),
    areReadable: fc.constantFrom(true, true, false),
    price: fc.constantFrom(4900n, 4900n, 4900n, 5900n),
  }),
});

/** One command of the model: several people act at the same time, then everything is looked at, then time passes. */
export const anyCommand: fc.Arbitrary<fc.AsyncCommand<Seen, World>> = anyRound.map(({ deeds, between }) => ({
  check: () => true,
  run: async (seen, world) => {
    await Promise.all(deeds.map((deed) => perform(world.office, deed)));
    const faults = await world.office.inAccount(async (stores) => [
      ...(await brokenRules(stores)),
      ...(await illegalMoves(seen, stores)),
    ]);
    if (faults.length > 0) throw new Error(faults.join('; '));
    await pass(world, between);
  },
  toString: () => `${deeds.map(words).join(' + ')}; then ${JSON.stringify({ ...between, price: `${between.price}` })}`,
}));

function words({ deed: { kind, ...details }, later, isTwice }: Timed): string {
  return `${kind}${JSON.stringify(details)}@${later}${isTwice ? ' twice' : ''}`;
}

async function pass({ office, mailboxes }: World, { days, areReadable, price }: Between): Promise<void> {
  office.clock.advance({ hours: 24 * days });
  mailboxes.areReadable = areReadable;
  if (price !== 4900n) await office.setsTerms({ prices: { 'sync-only': { month: price } } });
}

export function look(areReadable: boolean, address: string): Result<MailboxFacts, ProviderFailure> {
  return areReadable
    ? ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined })
    : err({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'not yet' });
}
