import * as fc from 'fast-check';
import { expect } from 'vitest';
import { verifyChain } from '../../core/audit/verify-chain.ts';
import type { Id } from '../../core/ids.ts';
import { anOffice } from '../flows/office.ts';
import type { Home } from '../flows/world.ts';
import { anyCommand, look, type World } from './round.ts';
import { nothingSeen } from './seen.ts';

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
    fc.asyncProperty(fc.commands([anyCommand], { maxCommands: rounds, size: 'max' }), async (commands) => {
      await using home = await open();
      const world = await aModelWorld(home);
      await fc.asyncModelRun(() => ({ model: nothingSeen(), real: world }), commands);
      await checkEnd(world, home.accountId);
      finished += 1;
    }),
    { numRuns: runs, seed },
  );
  return finished;
}

async function aModelWorld(home: Home): Promise<World> {
  const mailboxes = { areReadable: true };
  const office = await anOffice({ home, look: (address) => look(mailboxes.areReadable, address) });
  await office.member('hedy', 'Hedy Lamarr', { role: 'admin', grants: ['approver'] });
  return { office, mailboxes };
}

/** Nothing broke on the way, and the audit log of all of it verifies. */
async function checkEnd({ office }: World, accountId: Id<'account'>): Promise<void> {
  expect(office.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  const records = await office.inAccount(({ audit }) => audit.from(1, 10_000));
  expect(verifyChain(records, { accountId })).toMatchObject({ ok: true });
}
