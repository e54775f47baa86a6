import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { aWorld } from '../flows/world.ts';

const slackSchema = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string(), usage_hint: z.string().max(1000) })) }),
});
const teamsSchema = z.object({
  bots: z.array(
    z.object({
      commandLists: z.array(z.object({ commands: z.array(z.object({ title: z.string().max(128) })).max(12) })).max(3),
    }),
  ),
});

describe('what the manifests promise to whoever types', () => {
  test('in Slack begins a command that can be typed', async () => {
    const { features } = slackSchema.parse(await manifest('slack.json'));
    const typeable = await typeableNames();

    const words = features.slash_commands.flatMap(({ usage_hint }) => wordsOf(usage_hint));

    expect(words).toContain('help');
    expect(words.filter((word) => !begins(word, typeable))).toEqual([]);
  });

  test('in Teams begins a command that can be typed, and stands once in each list', async () => {
    const { bots } = teamsSchema.parse(await manifest('teams/manifest.json'));
    const typeable = await typeableNames();

    const lists = bots.flatMap(({ commandLists }) =>
      commandLists.map(({ commands }) => commands.map(({ title }) => title)),
    );

    expect(lists.flat()).toContain('help');
    expect(lists.flat().filter((title) => !begins(title, typeable))).toEqual([]);
    for (const titles of lists) expect(new Set(titles).size).toBe(titles.length);
  });
});

async function manifest(path: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../manifests/${path}`, import.meta.url), 'utf8'));
}

async function typeableNames(): Promise<readonly string[]> {
  const { signatures } = await aWorld();
  return signatures.filter(({ reach }) => reach === 'typed').map(({ name }) => name);
}

/** `[help | invite]` */
function wordsOf(hint: string): readonly string[] {
  return hint
    .replaceAll(/[[\]]/gu, '')
    .split('|')
    .map((word) => word.trim());
}

/** A word or several: `domain` begins `domain add`, `requests` does not begin `request agree`. */
function begins(words: string, names: readonly string[]): boolean {
  return names.some((name) => `${name} `.startsWith(`${words} `));
}
