import { noKeyBecause } from '../../../core/api-keys/api-key-views.ts';
import type { OfferRefused, OpenOffer } from '../../../core/api-keys/take-offer.ts';
import { unreachable } from '../../../core/result.ts';

export type Page = { readonly status: number; readonly html: string };

export function offerPage({ offer, ends }: OpenOffer): Page {
  const ending =
    ends === undefined
      ? ''
      : `<p>The key <code>${text(ends.prefix)}</code> of <strong>${text(ends.integration)}</strong> ends when this one is made.</p>`;
  return page(200, 'Make your API key', [
    `<p>For <strong>${text(offer.integration)}</strong>. It is shown once, on the next page, and kept nowhere.</p>`,
    ending,
    '<form method="post"><button type="submit">Make the key and show it</button></form>',
  ]);
}

export function keyPage(integration: string, key: string): Page {
  return page(200, 'This is your API key', [
    `<p>For <strong>${text(integration)}</strong>. Copy it now: it is not shown again.</p>`,
    `<p><code>${text(key)}</code></p>`,
    '<p>Send it as <code>Authorization: Bearer …</code>. What can be read stands in <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>',
  ]);
}

export function refusedPage(refused: OfferRefused): Page {
  const again = '<p>Ask again in chat with <code>/seat apikey new</code>.</p>';
  return page(refused.kind === 'no-such-offer' ? 404 : 410, 'No key was made', [
    `<p>${text(because(refused))}</p>`,
    again,
  ]);
}

export function failedPage(): Page {
  return page(500, 'No key was shown', [
    '<p>Something broke on this side. Ask again in chat with <code>/seat apikey new</code>.</p>',
  ]);
}

function because(refused: OfferRefused): string {
  switch (refused.kind) {
    case 'no-such-offer':
      return 'This link leads to nothing. Look whether it was copied whole.';
    case 'taken':
      return `This link was used at ${refused.at.toString()}. If that was not you, end the key with /seat apikey revoke.`;
    case 'expired':
      return `This link was good until ${refused.at.toString()}.`;
    case 'key-changed':
      return 'Your active key is another than when you asked, so something else would break than you were told.';
    case 'locked':
      return 'Members of your account do not make keys themselves any more. Ask an Admin.';
    case 'tier':
    case 'sync-only':
    case 'standing':
      return noKeyBecause(refused);
    default:
      return unreachable(refused);
  }
}

function page(status: number, title: string, body: readonly string[]): Page {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(title)}</title><style>${STYLE}</style></head><body><main><h1>${text(title)}</h1>${body.join('\n')}</main></body></html>`;
  return { status, html };
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#fff;color:#1b1b1b}main{max-width:40rem;margin:3rem auto;padding:0 1rem}' +
  'code{overflow-wrap:anywhere;background:#eef1f5;padding:.1rem .3rem}button{font:inherit;padding:.6rem 1rem;background:#1f3a5f;color:#fff;border:0;border-radius:.3rem}' +
  '@media (prefers-color-scheme:dark){body{background:#15181c;color:#eee}code{background:#2a2f36}}';

function text(of: string): string {
  return of.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
