import { WHAT_COLLEAGUES_SEE } from '../privacy/privacy-views.ts';
import { PRIVACY_MEANINGS } from '../relationships/privacy.ts';
import type { View } from '../views/view.ts';
import type { Seat } from './seat.ts';

/** The owner's notice before the first read: who asked, what is read, what colleagues see, and how to object. */
export function readingBeginsView(seat: Seat, inviter: string): View {
  const { title, sentence } = PRIVACY_MEANINGS[seat.privacy];
  return {
    title: 'Your work mailbox is about to be read for your company’s CRM',
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Asked by', value: [inviter] },
          {
            label: 'What is read',
            value: ['sender, recipients, time and subject of your mail; no content and no attachments'],
          },
          { label: 'Privacy', value: [title] },
          { label: 'What you have to do', value: ['nothing; you never need to open the CRM'] },
        ],
      },
      { kind: 'text', text: [sentence, ' Mail between colleagues is never shown.'] },
      {
        kind: 'note',
        text: [
          'The first reading may take up to 24 hours; you are told when it is complete. Object stops it at any time, and the person who asked is told.',
        ],
      },
    ],
    actions: [
      WHAT_COLLEAGUES_SEE,
      { kind: 'run', label: 'Object', weight: 'danger', does: { command: 'reading object', args: {} } },
      { kind: 'run', label: 'Show my sync status', weight: 'plain', does: { command: 'status', args: {} } },
    ],
  };
}
