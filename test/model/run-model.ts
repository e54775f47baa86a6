import * as fc from 'fast-check';
import { expect } from 'vitest';
import { verifyChain } from '../../core/audit/verify-chain.ts';
import type { Id } from '../../core/ids.ts';
import type { Home } from '../flows/world.ts';
import { THEMES, type Theme } from './deeds.ts';
import { aModelOffice } from './model-office.ts';
import { anyCommand, mailboxFound, type World } from './round.ts';
import { RULES } from './rules.ts';
import type { Rule } from './rules/rule.ts';
import { seenNow } from './seen.ts';

export type ModelRuns = {
  readonly runs: number;
  readonly rounds: number;
  /** Where each run keeps its account; afterwards it is given back. */
  readonly home: () => Promise<Home & AsyncDisposable>;
};

/** Plays rounds of concurrent deeds and looks after each whether every rule holds. Prints the seed it began with, answers the runs. */
export async function runModel({ runs, rounds, home: open }: ModelRuns): Promise<number> {
  let finished = 0;
  const seed = Number(process.env['MODEL_SEED'] ?? Math.trunc(Math.random() * 0x7f_ff_ff_ff));
  process.stdout.write(`Model: ${runs} runs of up to ${rounds} rounds, seed ${seed}\n`);
  await fc.assert(
    fc.asyncProperty(anyDay(THEMES, rounds), async (commands) => {
      await using home = await open();
      const office = await play(home, commands, RULES);
      await checkEnd(office, home.accountId);
      finished += 1;
    }),
    { numRuns: runs, seed },
  );
  return finished;
}

export type PlantedRuns = ModelRuns & { readonly rule: Rule; readonly theme: Theme };

/** The same with one rule alone, on a product that is not what it should be: answers how the rule was broken first. */
export async function firstFault({ runs, rounds, home: open, rule, theme }: PlantedRuns): Promise<string> {
  const property = fc.asyncProperty(anyDay([theme], rounds), async (commands) => {
    await using home = await open();
    await play(home, commands, [rule]);
  });
  const { errorInstance } = await fc.check(property, { numRuns: runs, seed: 1, endOnFailure: true });
  return errorInstance instanceof Error ? errorInstance.message : 'nothing was found';
}

type Commands = Iterable<ReturnType<ReturnType<typeof anyCommand>['generate']>['value']>;

function anyDay(themes: readonly Theme[], rounds: number) {
  const day = (theme: Theme) => fc.commands([anyCommand(theme)], { maxCommands: rounds, size: 'max' });
  return fc.constantFrom<Theme>(...themes).chain(day);
}

async function play(home: Home, commands: Commands, rules: readonly Rule[]): Promise<World['office']> {
  const mailboxes = { areReadable: true };
  const office = await aModelOffice({ home, look: (address) => mailboxFound(mailboxes.areReadable, address) });
  const seen = await office.inAccount((stores) => seenNow(stores, []));
  await fc.asyncModelRun(() => ({ model: { rules, seen }, real: { office, mailboxes } }), commands);
  return office;
}

/** Nothing broke on the way, and the audit log of all of it verifies. */
async function checkEnd({ log, inAccount }: World['office'], accountId: Id<'account'>): Promise<void> {
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  const records = await inAccount(({ audit }) => audit.from(1, 10_000));
  expect(verifyChain(records, { accountId })).toMatchObject({ ok: true });
}
