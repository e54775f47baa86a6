import * as fc from 'fast-check';
import type { MailboxFacts, ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { anyTimed, perform, type Theme, type Timed } from './deeds.ts';
import { workThrough } from './deeds/work-through.ts';
import type { ModelOffice } from './model-office.ts';
import { brokenRules } from './rules.ts';
import type { Rule } from './rules/rule.ts';
import { seenNow, type Seen } from './seen.ts';

/** The office and what stands around it. */
export type World = { readonly office: ModelOffice; readonly mailboxes: { areReadable: boolean } };

/** Replaced whenever it is looked. */
export type Model = { readonly rules: readonly Rule[]; seen: Seen };

type Between = {
  readonly areAtWork: boolean;
  readonly days: number;
  readonly areReadable: boolean;
  readonly price: bigint;
};

const anyBetween: fc.Arbitrary<Between> = fc.record({
  areAtWork: fc.constantFrom(true, false, false),
  days: fc.constantFrom(0, 0, 0, 1, 3, 8, 31),
  areReadable: fc.constantFrom(true, true, true, true, false),
  price: fc.constantFrom(4900n, 4900n, 4900n, 4900n, 5900n),
});

/** One command of the model: several people act at the same time, then everything is looked at, then time passes. */
export function anyCommand(theme: Theme): fc.Arbitrary<fc.AsyncCommand<Model, World>> {
  const deeds = fc.array(anyTimed(theme), { minLength: 2, maxLength: 4 });
  return fc.tuple(deeds, anyBetween).map(([done, between]) => commandOf(done, between));
}

const commandOf = (deeds: readonly Timed[], between: Between): fc.AsyncCommand<Model, World> => ({
  check: () => true,
  run: async (model, world) => {
    const { office } = world;
    await Promise.all(deeds.map((deed) => perform(office, deed)));
    const look = { seen: model.seen, now: office.clock.now(), arrived: office.arrived() };
    const { faults, seen } = await office.inAccount(async (stores) => ({
      faults: await brokenRules(model.rules, stores, look),
      seen: await seenNow(stores, look.arrived),
    }));
    if (faults.length > 0) throw new Error(faults.join('; '));
    model.seen = seen;
    await pass(world, between);
  },
  toString: () => `\n  ${deeds.map(words).join(' | ')} | then ${betweenWords(between)}`,
});

/** `deactivate by:ada person:linus +12 twice`: what is done, by whom, after how many turns, and how often it arrives. */
function words({ done: { deed }, later, isTwice }: Timed): string {
  const { kind, ...details } = deed;
  const parts = Object.entries(details).map(([name, value]) => `${name}:${String(value)}`);
  return [kind, ...parts, `+${later}`, ...(isTwice ? ['twice'] : [])].join(' ');
}

function betweenWords({ areAtWork, days, areReadable, price }: Between): string {
  return `${areAtWork ? 'workers, ' : ''}${days} days, mailboxes ${areReadable ? 'answer' : 'do not answer'}, a seat costs ${price}`;
}

async function pass({ office, mailboxes }: World, { areAtWork, days, areReadable, price }: Between): Promise<void> {
  mailboxes.areReadable = areReadable;
  if (areAtWork) await workThrough(office);
  office.clock.advance({ hours: 24 * days });
  if (price !== 4900n)
    await office.setsTerms({ prices: { 'sync-only': { month: price }, 'full-access': { month: 9900n } } });
}

export function mailboxFound(areReadable: boolean, address: string): Result<MailboxFacts, ProviderFailure> {
  return areReadable
    ? ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined })
    : err({ kind: 'unauthorised', fault: 'no-such-mailbox', detail: 'not yet' });
}
