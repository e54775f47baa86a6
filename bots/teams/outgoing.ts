import type { Activity } from 'botbuilder';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { problemsOf } from './card-check.ts';
import type { Alert } from './alert.ts';
import type { CardMessage } from './render.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** The card, or undefined when it must not leave: then the message's text is sent instead. */
export function checkedCard({ card }: CardMessage, alert: Alert): IAdaptiveCard | undefined {
  const problems = problemsOf(card);
  if (problems.length === 0) return card;
  alert({ kind: 'invalid-card', problems });
  return undefined;
}

export function messageActivity(message: CardMessage, alert: Alert): Partial<Activity> {
  const card = checkedCard(message, alert);
  if (card === undefined) return textActivity(message.text);
  return { type: 'message', summary: message.summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

/** Plain, because a message's text reads Markdown unless it says otherwise. */
export function textActivity(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}
