import { writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';

/** A very tall message is kept at the size of its pixels: nobody reads it closer, and the file stays small. */
const TALL = 850;
const MOST_BYTES = 250_000;

export async function save(frame: Locator, file: URL): Promise<void> {
  const box = await frame.boundingBox();
  const picture = await frame.screenshot({ scale: (box?.height ?? 0) > TALL ? 'css' : 'device' });
  if (picture.length > MOST_BYTES) throw new Error(`${file.pathname} has ${picture.length} bytes`);
  await writeFile(file, picture);
}
