import { z } from 'zod';

/** Where a person lets a file be put: what the platform sends with their consent. */
export type FilePlace = z.infer<typeof filePlace>;

const https = z.url({ protocol: /^https$/ }).max(4096);

export const filePlace = z.object({
  uploadUrl: https,
  contentUrl: https,
  name: z.string().max(400),
  uniqueId: z.string().max(200),
  fileType: z.string().max(40),
});

export function encodePlace(place: FilePlace): string {
  return JSON.stringify(place);
}

/** Undefined for what is no place: it came back from the outside. */
export function decodePlace(opaque: string): FilePlace | undefined {
  try {
    return filePlace.safeParse(JSON.parse(opaque)).data;
  } catch {
    return undefined;
  }
}
