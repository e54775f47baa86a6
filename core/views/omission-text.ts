import { countText } from './count-text.ts';

/** What a renderer says in words when it cannot show everything: `Showing 50 of 200 items.` */
export function omissionText(shown: number, total: number, noun: OmittedNoun): string {
  return `Showing ${countText(shown)} of ${countText(total)} ${noun}.`;
}

export type OmittedNoun = 'items' | 'facts' | 'rows' | 'actions' | 'columns' | 'parts' | 'fields' | 'options';
