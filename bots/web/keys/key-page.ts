import { Router, type Response } from 'express';
import type { OfferRefused } from '../../../core/api-keys/take-offer.ts';
import { lookAtOffer, takeOffer } from '../../../core/api-keys/take-offer.ts';
import { readOfferToken } from '../../../core/api-keys/offer-token.ts';
import type { CoreDeps } from '../../../core/deps.ts';
import { err, type Result } from '../../../core/result.ts';
import { failedPage, keyPage, offerPage, refusedPage, type Page } from './pages.ts';

export type KeyPageDeps = Pick<CoreDeps, 'clock' | 'ids' | 'log' | 'transaction' | 'entropy' | 'masters' | 'audit'>;

/**
 * Where a member makes the key that they asked for in chat. GET shows a button and changes nothing, because previews
 * open links; POST makes the key and shows it in this one answer.
 */
export function createKeyPage(deps: KeyPageDeps): Router {
  const router = Router();
  router.get('/:token', (request, response) => shown(deps, response, async () => look(deps, request.params.token)));
  router.post('/:token', (request, response) => shown(deps, response, async () => take(deps, request.params.token)));
  return router;
}

async function look(deps: KeyPageDeps, text: string): Promise<Page> {
  const token = readOfferToken(text);
  if (token === undefined) return refusedPage({ kind: 'no-such-offer' });
  const open = await deps.transaction.run(token.accountId, (stores) => lookAtOffer(deps, stores, token.digest));
  return open.ok ? offerPage(open.value) : refusedPage(open.error);
}

async function take(deps: KeyPageDeps, text: string): Promise<Page> {
  const token = readOfferToken(text);
  const taken: Result<{ readonly text: string; readonly key: { readonly integration: string } }, OfferRefused> =
    token === undefined
      ? err({ kind: 'no-such-offer' })
      : await deps.transaction.run(token.accountId, (stores) => takeOffer(deps, stores, token.digest));
  return taken.ok ? keyPage(taken.value.key.integration, taken.value.text) : refusedPage(taken.error);
}

/** The page is told to nobody else: it is not kept, not framed, and no other page learns its address. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

async function shown({ log }: KeyPageDeps, response: Response, make: () => Promise<Page>): Promise<void> {
  const page = await make().catch((error: unknown) => {
    // Not the address: whoever reads the log could open it.
    log.error({ error }, 'The page of a key broke');
    return failedPage();
  });
  response.status(page.status).set(HEADERS).type('text/html').send(page.html);
}
