import { formatMoney } from '../billing/money.ts';
import { unreachable } from '../result.ts';
import { dateText, momentText } from './date-text.ts';
import { safeHref } from './safe-href.ts';
import { shortenText, untrustedText } from './untrusted-text.ts';
import type { Inline } from './view.ts';

const LONGEST = 3_000;

/** One line; the moments in it stand in the reader's time zone. */
export function plainInlines(inlines: readonly Inline[], timeZone: string): string {
  return untrustedText(inlines.map((inline) => plainInline(inline, timeZone)).join('')).trim();
}

export function plainInline(inline: Inline, timeZone: string): string {
  if (typeof inline === 'string') return visible(inline);
  if ('strong' in inline) return visible(inline.strong);
  if ('code' in inline) return visible(inline.code);
  if ('link' in inline) return plainLink(inline.link, inline.href);
  if ('member' in inline) return visible(inline.name);
  if ('money' in inline) return formatMoney(inline.money);
  if ('moment' in inline) return momentText(inline.moment, timeZone);
  if ('date' in inline) return dateText(inline.date);
  return unreachable(inline);
}

/** The label with its address behind it, unless the address is one that nobody should open. */
export function plainLink(label: string, href: string): string {
  const safe = safeHref(href);
  return safe === undefined ? visible(label) : `${visible(label)} (${safe})`;
}

function visible(text: string): string {
  return shortenText(untrustedText(text), LONGEST);
}
