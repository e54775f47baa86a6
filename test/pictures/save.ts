import { writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';

const TALL = 850;
const MOST_BYTES = 200_000;

/** A very tall or very full message is kept at the size of its pixels: nobody reads it closer, and the file stays small. */
export async function save(frame: Locator, file: URL): Promise<void> {
  const box = await frame.boundingBox();
  const sharp = (box?.height ?? 0) > TALL ? undefined : await frame.screenshot({ scale: 'device' });
  const isFit = sharp !== undefined && sharp.length <= MOST_BYTES;
  const picture = isFit ? sharp : await frame.screenshot({ scale: 'css' });
  if (picture.length > MOST_BYTES) throw new Error(`${file.pathname} has ${picture.length} bytes`);
  await writeFile(file, picture);
}
