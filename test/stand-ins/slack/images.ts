import { z } from 'zod';

/** The outside world as Slack's servers see it; undefined where nobody answers. */
export type FetchImage = (url: string) => Promise<Response | undefined>;

const TYPES = ['image/png', 'image/jpeg', 'image/gif'];
const imageBlock = z.looseObject({ type: z.literal('image'), image_url: z.string() });

/** Slack downloads every picture while it takes a message, and takes none of it where one cannot be had. */
export async function imageRefusalOf(fetchImage: FetchImage, blocks: readonly unknown[]): Promise<string | undefined> {
  for (const [index, block] of blocks.entries()) {
    const image = imageBlock.safeParse(block);
    if (!image.success) continue;
    const response = await fetchImage(image.data.image_url);
    const type = response?.headers.get('content-type') ?? '';
    if (response?.ok !== true || !TYPES.includes(type.split(';')[0] ?? '')) {
      return `invalid_blocks downloading image failed [json-pointer:/blocks/${index}/image_url]`;
    }
  }
  return undefined;
}
