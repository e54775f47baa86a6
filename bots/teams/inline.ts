import type { ITextRun } from '@microsoft/teams.cards';
import { formatMoney } from '../../core/billing/money.ts';
import { unreachable } from '../../core/result.ts';
import { dateText, momentText } from '../../core/views/date-text.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import { shortenText, untrustedText } from '../../core/views/untrusted-text.ts';
import type { Inline } from '../../core/views/view.ts';
import { escapeMarkdown, inert } from './escape.ts';

/** A card's date functions need text blocks and the reader's clock; an absolute time in UTC is right everywhere. */
const TIME_ZONE = 'UTC';

/** Runs read no Markdown, so that a stranger's text cannot format or link anything. None when there is nothing to see. */
export function textRuns(inlines: readonly Inline[], limit: number): ITextRun[] {
  return inlines.map((inline) => textRun(inline, limit)).filter(({ text }) => text !== '');
}

function textRun(inline: Inline, limit: number): ITextRun {
  const run: ITextRun = { type: 'TextRun', text: inert(shortenText(untrustedText(wordsOf(inline)), limit)) };
  if (typeof inline === 'string') return run;
  if ('strong' in inline || 'member' in inline) return { ...run, weight: 'Bolder' };
  if ('code' in inline) return { ...run, fontType: 'Monospace' };
  const url = 'link' in inline ? safeHref(inline.href) : undefined;
  return url === undefined ? run : { ...run, selectAction: { type: 'Action.OpenUrl', title: run.text, url } };
}

/** The value of a fact, which reads Markdown. */
export function factMarkdown(inlines: readonly Inline[], limit: number): string {
  return inlines
    .map((inline) => markdown(inline, limit))
    .join('')
    .trim();
}

function markdown(inline: Inline, limit: number): string {
  const text = escapeMarkdown(shortenText(untrustedText(wordsOf(inline)), limit));
  const href = typeof inline === 'object' && 'link' in inline ? safeHref(inline.href) : undefined;
  if (href === undefined) return text;
  return `[${text}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function wordsOf(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  if ('strong' in inline) return inline.strong;
  if ('code' in inline) return inline.code;
  if ('link' in inline) return inline.link;
  if ('member' in inline) return inline.name;
  if ('money' in inline) return formatMoney(inline.money);
  if ('moment' in inline) return momentText(inline.moment, TIME_ZONE);
  if ('date' in inline) return dateText(inline.date);
  return unreachable(inline);
}
