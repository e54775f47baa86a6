import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { unreachable } from '../../core/result.ts';
import { formatMoney } from '../../core/billing/money.ts';
import { dateText, momentText } from '../../core/views/date-text.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import type { Inline } from '../../core/views/view.ts';
import type { TextBudget } from './text-budget.ts';

const MOMENT_FORMAT = '{date_short} at {time}';

/**
 * Rich text elements are shown as they are: no markup of Slack's is read inside them, so a name cannot mention a
 * channel or hide a link. Texts that end up empty are left out, because Slack refuses them.
 */
export function richElements(budget: TextBudget, inlines: readonly Inline[]): RichTextElement[] {
  return inlines.map((inline) => richElement(budget, inline)).filter((element) => element !== undefined);
}

export function richSection(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function richBlock(...sections: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements: sections };
}

export function plainElement(text: string): RichTextElement {
  return { type: 'text', text };
}

function richElement(budget: TextBudget, inline: Inline): RichTextElement | undefined {
  if (typeof inline === 'string') return textElement(budget, inline);
  if ('strong' in inline) return textElement(budget, inline.strong, { bold: true });
  if ('code' in inline) return textElement(budget, inline.code, { code: true });
  if ('link' in inline) return linkElement(budget, inline);
  if ('member' in inline) return textElement(budget, inline.name);
  if ('money' in inline) return textElement(budget, formatMoney(inline.money));
  if ('moment' in inline) return momentElement(budget, inline.moment);
  if ('date' in inline) return textElement(budget, dateText(inline.date));
  return unreachable(inline);
}

type TextStyle = { readonly bold?: true; readonly code?: true };

function textElement(budget: TextBudget, text: string, style?: TextStyle): RichTextElement | undefined {
  const taken = budget.take(text);
  if (taken === '') return undefined;
  return style === undefined ? plainElement(taken) : { type: 'text', text: taken, style };
}

function linkElement(
  budget: TextBudget,
  { link, href }: { readonly link: string; readonly href: string },
): RichTextElement | undefined {
  const url = safeHref(href);
  if (url === undefined) return textElement(budget, link);
  const text = budget.take(link);
  return text === '' ? undefined : { type: 'link', url, text };
}

/** Each reader sees the moment in their own time zone; clients that cannot do so show UTC. */
function momentElement(budget: TextBudget, moment: Temporal.Instant): RichTextElement | undefined {
  const fallback = budget.take(momentText(moment, 'UTC'));
  if (fallback === '') return undefined;
  const timestamp = Math.floor(moment.epochMilliseconds / 1000);
  return { type: 'date', timestamp, format: MOMENT_FORMAT, fallback };
}
