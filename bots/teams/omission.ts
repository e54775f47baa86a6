import type { IRichTextBlock } from '@microsoft/teams.cards';
import { omissionText } from '../../core/views/omission-text.ts';
import type { OmittedNoun } from '../../core/views/omission-text.ts';

/** What was left out, in words; nothing when everything is there. */
export function omission(shown: number, total: number, noun: OmittedNoun): IRichTextBlock[] {
  if (shown >= total) return [];
  const text = omissionText(shown, total, noun);
  return [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, isSubtle: true }] }];
}
