import type { CardElement, IAdaptiveCard, ITextBlock } from '@microsoft/teams.cards';
import { plainText, titleText } from '../../core/views/plain-text.ts';
import { toneWord } from '../../core/views/tone-text.ts';
import { cutText, shortenText, untrustedText } from '../../core/views/untrusted-text.ts';
import type { SealedView, Tone } from '../../core/views/view.ts';
import { cardActions } from './actions.ts';
import type { CardAction } from './actions.ts';
import { blockElements } from './blocks.ts';
import { escapeMarkdown, inert } from './escape.ts';
import { LARGEST, LIMITS, SMALLER } from './limits.ts';
import type { Measure } from './limits.ts';

/** A card of schema 1.5 and the text that stands for it: in notifications, and alone where the card cannot be sent. */
export type CardMessage = { readonly card: IAdaptiveCard; readonly summary: string; readonly text: string };

export type CardParts = {
  readonly title: string;
  readonly tone: Tone;
  readonly body: (measure: Measure) => CardElement[];
  readonly actions: CardAction[];
  readonly text: string;
};

export function renderView(view: SealedView): CardMessage {
  const { actions, rest } = cardActions(view.actions);
  return fitCard({
    title: view.title,
    tone: view.tone,
    body: (measure) => [...blockElements(view.blocks, measure), ...rest],
    actions,
    text: plainText(view, { timeZone: 'UTC', actions: 'labels' }),
  });
}

/** The largest measure with which the card stays within what the vendor takes. */
export function fitCard(parts: CardParts): CardMessage {
  const summary = inert(cutText(untrustedText(titleText(parts)), LIMITS.summary));
  const text = shortenText(parts.text, LIMITS.plainText);
  let card = cardOf(parts, summary, LARGEST);
  for (const measure of SMALLER) {
    if (sizeOf(card) <= LIMITS.cardBytes) break;
    card = cardOf(parts, summary, measure);
  }
  return { card, summary, text };
}

export function sizeOf(card: IAdaptiveCard): number {
  return Buffer.byteLength(JSON.stringify(card), 'utf8');
}

function cardOf({ title, tone, body, actions }: CardParts, summary: string, measure: Measure): IAdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summary,
    speak: summary,
    body: [...heading(title, tone), ...body(measure)],
    ...(actions.length === 0 ? {} : { actions }),
    msteams: { width: 'full' },
  };
}

const STYLES = { neutral: 'default', good: 'good', attention: 'warning', bad: 'attention' } as const satisfies Record<
  Tone,
  string
>;

/** The colour repeats the word, and stands behind it: coloured letters are hard to read on some of the themes. */
function heading(title: string, tone: Tone): CardElement[] {
  const word = toneWord(tone);
  const text = escapeMarkdown(shortenText(untrustedText(title).trim(), LIMITS.title)) || '(no text)';
  const line: ITextBlock = { type: 'TextBlock', text, wrap: true, style: 'heading', size: 'Large', weight: 'Bolder' };
  if (word === undefined) return [line];
  const label: ITextBlock = { type: 'TextBlock', text: word, wrap: true, weight: 'Bolder' };
  return [{ type: 'Container', style: STYLES[tone], bleed: true, items: [label] }, line];
}
