import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../bots/runtime/system.ts';
import { writeKeyFiles } from '../local/key-files.ts';
import { openOffice } from '../local/office.ts';
import { createScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { setStage } from './cast-on-stage.ts';
import { prove } from './chapter-proof.ts';
import { firstSeat, otherSeats } from './chapter-seats.ts';
import { setUp } from './chapter-setup.ts';
import { createNarrator } from './narrator.ts';
import { secondRun } from './second-run.ts';

/** Plays the story on the real parts and exits 0 only if every step held; then once more on the kept data directory. */
const FACTOR = 60;
const given = process.argv[2];
const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'usher-demo-')));
// The embedded server may run as another user, who must be able to pass through.
if (given === undefined) await chmod(dataDir, 0o711);
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const narrator = createNarrator(print);
const log = createLog(process.env['LOG_LEVEL'] ?? 'silent');

async function play(run: (stage: ReturnType<typeof setStage>, dataDir: string) => Promise<void>): Promise<void> {
  const clock = createScaledClock({ factor: FACTOR });
  const office = await openOffice({ dataDir, clock, log, say: print });
  try {
    print(
      `${clock.describe()}: quotas, cycles and every clock of this run; only the windows in which chat waits for us do not`,
    );
    await run(setStage(office, narrator), dataDir);
  } catch (error) {
    for (const one of [office.standIns.google, office.standIns.microsoft])
      print(
        JSON.stringify(
          one.log
            .entries({})
            .filter(({ status }) => status >= 400)
            .slice(-10),
        ),
      );
    throw error;
  } finally {
    await office.stop();
  }
}

await play(async (stage) => {
  const keys = await writeKeyFiles(dataDir, stage.office.standIns);
  await setUp(stage, keys);
  await firstSeat(stage);
  await otherSeats(stage);
  await prove(stage);
});
narrator.chapter('Once more, on the kept data directory');
await play(secondRun);
if (given === undefined) await rm(dataDir, { recursive: true, force: true });
print('\nEvery step held.');
