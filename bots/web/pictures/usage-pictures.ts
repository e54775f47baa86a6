import { Router } from 'express';
import type { Log } from '../../../core/log.ts';
import type { MasterKeys } from '../../../core/secrets/master-keys.ts';
import { readUsagePicture } from '../../../core/seats/usage-picture.ts';

export type UsagePicturesDeps = { readonly masters: MasterKeys; readonly log: Log };

/** One message is opened by many people at once; drawing it anew for each would hold everybody else up. */
const KEPT = 50;

const HEADERS = {
  // The address says everything that is drawn, so what is behind it never changes.
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** The pictures behind the addresses in messages; the platforms fetch them without any sign-in. */
export function createUsagePictures({ masters, log }: UsagePicturesDeps): Router {
  const router = Router();
  const drawn = new Map<string, Uint8Array>();
  router.get('/:token.png', async (request, response) => {
    try {
      const { token } = request.params;
      const png = drawn.get(token) ?? (await drawnFrom(masters, token));
      if (png === undefined) {
        response.status(404).type('text/plain').send('There is no such picture');
        return;
      }
      keep(drawn, token, png);
      response.set(HEADERS).type('image/png').send(Buffer.from(png));
    } catch (error) {
      log.error({ error }, 'A picture could not be drawn');
      response.status(500).type('text/plain').send('The picture could not be drawn');
    }
  });
  return router;
}

/** The drawing library is loaded with the first picture, not with the process. */
async function drawnFrom(masters: MasterKeys, token: string): Promise<Uint8Array | undefined> {
  const picture = readUsagePicture(masters, token);
  if (picture === undefined) return undefined;
  const { drawUsage } = await import('./usage-chart.ts');
  return drawUsage(picture);
}

function keep(drawn: Map<string, Uint8Array>, token: string, png: Uint8Array): void {
  drawn.delete(token);
  drawn.set(token, png);
  const [oldest] = drawn.keys();
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
}
