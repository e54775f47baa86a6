import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLocalMode } from './running-local-mode.ts';

test('somebody invites at the terminal, stops, and finds everything once when they start again', async () => {
  const dataDir = await passableFolder();
  {
    await using usher = startLocalMode(dataDir);
    const instructions = await usher.prints(/exit ends/u);
    const [, invite = ''] = /Type here +(invite .*)/u.exec(instructions) ?? [];

    usher.types('help');
    await usher.prints(/Everything about one command/u);
    usher.types(invite);
    const price = await usher.prints(/\[(n\d+)\] Review EUR [\d.]+/u);
    usher.types(/\[(n\d+)\] Review/u.exec(price)?.[1] ?? '');
    await usher.prints(/I agree that at most EUR/u);
    usher.types('yes');
    const sent = await usher.prints(/It waits for .*\n/u);

    expect(price).toContain('No free seat for Ines Okafor');
    expect(sent).toContain('It waits for Rasmus Dahl');
    expect(await usher.stops()).toBe(0);
  }
  await using again = startLocalMode(dataDir);
  await again.prints(/exit ends/u);

  again.types('list');
  const listed = await again.prints(/Rasmus Dahl +\S+ +active.*\n/u);

  expect(listed).toContain('3 people');
  expect(listed.match(/^Ines Okafor /gmu)).toHaveLength(1);
  expect(listed.match(/^Clara Whitfield /gmu)).toHaveLength(1);
  expect(await again.stops()).toBe(0);
}, 60_000);

test('exit ends it, also where the input is no terminal', async () => {
  const dataDir = await passableFolder();
  await using usher = startLocalMode(dataDir);
  await usher.prints(/exit ends/u);

  usher.types('exit');
  await usher.prints(/Stopping/u);

  expect(await usher.stops()).toBe(0);
}, 60_000);

/** The embedded server may run as another user, who must be able to pass through. */
async function passableFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-local-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  return folder;
}
