import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openKeptClock } from './kept-clock.ts';

test('the first start begins now', async () => {
  const before = Temporal.Now.instant();

  const { founded, clock } = await openKeptClock(await file(), 20);

  expect(Temporal.Instant.compare(founded, before)).toBeGreaterThanOrEqual(0);
  expect(Temporal.Instant.compare(clock.now(), founded)).toBeGreaterThanOrEqual(0);
});

test('a later start goes on where the clock stopped, and remembers the first', async () => {
  const path = await file();
  const first = await openKeptClock(path, 1_000_000);
  const ahead = Temporal.Now.instant().add({ hours: 1 });
  while (Temporal.Instant.compare(first.clock.now(), ahead) < 0) await first.clock.sleep(600_000);
  await first.keep();

  const second = await openKeptClock(path, 20);

  expect(Temporal.Instant.compare(second.clock.now(), ahead)).toBeGreaterThanOrEqual(0);
  expect(second.founded.equals(first.founded)).toBe(true);
});

async function file(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-clock-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'local-clock.json');
}
