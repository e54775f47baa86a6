import { readFile } from 'node:fs/promises';
import { AppManifestUtils } from '@microsoft/app-manifest';
import type { AppManifest } from '@microsoft/app-manifest';
import { expect, test } from 'vitest';

const FOLDER = new URL('../../../manifests/teams/', import.meta.url);

test('the manifest keeps to the vendor’s schema', async () => {
  expect(await AppManifestUtils.validateAgainstSchema(await manifest())).toEqual([]);
});

test('the check of the manifest finds what is wrong', async () => {
  const broken: AppManifest = JSON.parse(JSON.stringify(await manifest()).replace('"personal"', '"nowhere"'));

  expect(await AppManifestUtils.validateAgainstSchema(broken)).not.toEqual([]);
});

test('the icons are PNGs of the sizes that the vendor asks for', async () => {
  expect(await sizeOf('color.png')).toEqual([192, 192]);
  expect(await sizeOf('outline.png')).toEqual([32, 32]);
});

test('help is offered first wherever the bot can be spoken to', async () => {
  const [bot] = JSON.parse(await readFile(new URL('manifest.json', FOLDER), 'utf8')).bots;

  const scopes: readonly string[] = bot.scopes;
  const lists: readonly {
    readonly scopes: readonly string[];
    readonly commands: readonly { readonly title: string }[];
  }[] = bot.commandLists;
  expect(lists.map(({ commands }) => commands[0]?.title)).toEqual(['help', 'help']);
  expect(lists.flatMap((list) => list.scopes).toSorted()).toEqual(scopes.toSorted());
});

async function manifest(): Promise<AppManifest> {
  const parsed: AppManifest = JSON.parse(await readFile(new URL('manifest.json', FOLDER), 'utf8'));
  return parsed;
}

async function sizeOf(name: string): Promise<readonly [number, number]> {
  const bytes = await readFile(new URL(name, FOLDER));
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
