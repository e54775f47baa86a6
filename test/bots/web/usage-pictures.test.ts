import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { createUsagePictures } from '../../../bots/web/pictures/usage-pictures.ts';
import { usagePictureToken, type UsagePicture } from '../../../core/seats/usage-picture.ts';
import { weeksUntil } from '../../../core/seats/usage.ts';
import { masterKeys, type MasterKeys } from '../../../core/secrets/master-keys.ts';
import { seededEntropy } from '../../core/secrets/seeded-entropy.ts';
import { keepingLog } from '../slack/a-slack-app.ts';
import { served } from './served.ts';

const entropy = seededEntropy();
const USED = '29,78,216';
const FREE = '191,219,254';

describe('the picture of seats', () => {
  test('shows how many were used and how many were free, in proportion', async () => {
    const masters = keysOf(1);
    await using web = await pictures(masters);

    const quarter = await colours(await fetch(web.addressOf(usage(8, 2))));
    const all = await colours(await fetch(web.addressOf(usage(8, 8))));

    expect(quarter(FREE) / quarter(USED)).toBeGreaterThan(2.7);
    expect(quarter(FREE) / quarter(USED)).toBeLessThan(3.3);
    expect(all(FREE)).toBeLessThan(quarter(FREE) / 10);
    expect(all(USED) / quarter(USED)).toBeGreaterThan(3.7);
  });

  test('is a PNG that others may keep and no page may frame', async () => {
    const masters = keysOf(1);
    await using web = await pictures(masters);

    const response = await fetch(web.addressOf(usage(5, 1)));

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(new Uint8Array(await response.arrayBuffer()).slice(0, 4)).toEqual(new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  });

  test('cannot be had by an address that was guessed, altered, or made with keys that are not ours', async () => {
    const masters = keysOf(1);
    await using web = await pictures(masters);
    const token = usagePictureToken({ entropy, masters }, usage(5, 1));
    const altered = `${token.slice(0, -4)}${token.slice(-4) === 'AAAA' ? 'BBBB' : 'AAAA'}`;

    const statuses = await Promise.all(
      ['x', altered, usagePictureToken({ entropy, masters: keysOf(2) }, usage(5, 1))].map(
        async (text) => (await fetch(`${web.url}/pictures/${text}.png`)).status,
      ),
    );

    expect(statuses).toEqual([404, 404, 404]);
  });

  test('stays behind its address when the master key is changed', async () => {
    const former = usagePictureToken({ entropy, masters: keysOf(1) }, usage(5, 1));
    await using web = await pictures(keysOf(2, 1));

    const response = await fetch(`${web.url}/pictures/${former}.png`);

    expect(response.status).toBe(200);
  });

  test('says in its address neither numbers nor days', () => {
    const token = usagePictureToken({ entropy, masters: keysOf(1) }, usage(5, 1));

    const bytes = Buffer.from(token.split('.').at(-1) ?? '', 'base64url').toString('latin1');

    expect(bytes).not.toContain('sync-only');
    expect(bytes).not.toContain('2026');
  });
});

function usage(purchased: number, used: number): UsagePicture {
  const days = weeksUntil(Temporal.PlainDate.from('2026-03-20'), 12);
  return { seatType: 'sync-only', points: days.map((on) => ({ on, purchased, used })) };
}

function keysOf(...seeds: readonly number[]): MasterKeys {
  const keys = masterKeys(seeds.map((seed) => new Uint8Array(32).fill(seed)));
  if (!keys.ok) throw new Error(keys.error.kind);
  return keys.value;
}

async function pictures(masters: MasterKeys) {
  const web = await served({ '/pictures': createUsagePictures({ masters, log: keepingLog([]) }) });
  return {
    url: web.url,
    addressOf: (picture: UsagePicture) => `${web.url}/pictures/${usagePictureToken({ entropy, masters }, picture)}.png`,
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  };
}

/** How many pixels of the picture have a colour, given as `red,green,blue`. */
async function colours(response: Response): Promise<(colour: string) => number> {
  const image = await loadImage(Buffer.from(await response.arrayBuffer()));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const counts = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `${data[at]},${data[at + 1]},${data[at + 2]}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return (colour) => counts.get(colour) ?? 0;
}
