import * as fc from 'fast-check';
import { expect } from 'vitest';
import { verifyChain } from '../../core/audit/verify-chain.ts';
import type { Id } from '../../core/ids.ts';
import type { Home } from '../flows/world.ts';
import { THEMES, type Theme } from './deeds.ts';
import { aModelOffice } from './model-office.ts';
import { anyCommand, mailboxFound, type World } from './round.ts';
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
    fc.asyncProperty(anyRun(rounds), async (commands) => {
      await using home = await open();
      const world = await aModelWorld(home);
      const seen = await world.office.inAccount((stores) => seenNow(stores, []));
      await fc.asyncModelRun(() => ({ model: { seen }, real: world }), commands);
      await checkEnd(world, home.accountId);
      finished += 1;
    }),
    { numRuns: runs, seed },
  );
  return finished;
}

function anyRun(rounds: number) {
  const days = (theme: Theme) => fc.commands([anyCommand(theme)], { maxCommands: rounds, size: 'max' });
  return fc.constantFrom<Theme>(...THEMES).chain(days);
}

async function aModelWorld(home: Home): Promise<World> {
  const mailboxes = { areReadable: true };
  return {
    office: await aModelOffice({ home, look: (address) => mailboxFound(mailboxes.areReadable, address) }),
    mailboxes,
  };
}

/** Nothing broke on the way, and the audit log of all of it verifies. */
async function checkEnd({ office }: World, accountId: Id<'account'>): Promise<void> {
  expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  const records = await office.inAccount(({ audit }) => audit.from(1, 10_000));
  expect(verifyChain(records, { accountId })).toMatchObject({ ok: true });
}
