import { LISTED } from '../approvals/request-card.ts';
import { CHANGED, FREE, REMINDED } from '../seats/terms/term-form.ts';
import { termText } from '../seats/terms/term-views.ts';
import { countOf } from '../views/count-text.ts';
import type { Form } from '../views/view.ts';
import type { Batch } from './batch.ts';
import { listEndHash, listEndSentence, type ListEnds } from './list-ends.ts';

/** Whose seat ends when, what happens then, and the sentence with its box: before anybody of the list is invited. */
export function listEndForm(
  batch: Batch,
  list: ListEnds,
  { mailboxes, hasChanged }: { readonly mailboxes: number; readonly hasChanged: boolean },
): Form {
  const { ends } = list;
  const hasTrial = ends.some(({ planned }) => planned.kind === 'trial');
  return {
    title: `Last day of ${countOf(ends.length, 'person', 'people')}`,
    blocks: [
      ...(hasChanged ? [CHANGED] : []),
      {
        kind: 'list',
        items: ends
          .slice(0, LISTED)
          .map(({ row, planned }) => [{ strong: row.fullName }, ` ${row.address}, ${termText(planned)}`]),
        total: ends.length,
      },
      ...(hasTrial ? [FREE] : []),
      REMINDED,
    ],
    inputs: [{ kind: 'check', name: 'agreed', label: 'Consent', sentence: listEndSentence(list), required: true }],
    submit: {
      label: `Check ${countOf(mailboxes, 'mailbox', 'mailboxes')}`,
      does: {
        command: 'batch confirm',
        args: { batch: batch.id, version: batch.version, shown: listEndHash(batch, list) },
      },
    },
  };
}
