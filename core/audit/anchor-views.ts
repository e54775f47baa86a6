import { countText } from '../views/count-text.ts';
import type { View } from '../views/view.ts';
import type { SignedHead } from './head-signature.ts';

/** Whoever keeps this message can hold the log against it, without us and without the database. */
export function headAnchoredView({ head, signer }: SignedHead): View {
  return {
    title: `The audit log was sealed at record ${countText(head.seq)}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Records', value: [countText(head.seq)] },
          { label: 'Head', value: [{ code: head.hash }] },
          { label: 'Last record', value: [{ moment: head.at }] },
          { label: 'Signed by', value: [{ code: signer }] },
        ],
      },
      {
        kind: 'note',
        text: [
          'Nothing up to here can be changed unseen while this message exists. To check: ',
          { code: 'audit verify' },
          ' here, or ',
          { code: `npm run verify -- export.jsonl --key ${signer} --head ${head.seq}:${head.hash}` },
          ' on an export of the log.',
        ],
      },
    ],
    actions: [],
  };
}

export function headContradictedView(seq: number): View {
  return {
    title: 'The audit log no longer holds what was sealed',
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [`Record ${countText(seq)} was sealed earlier. It is gone, or it is another one now.`] },
      {
        kind: 'facts',
        facts: [
          { label: 'Who can act', value: ['the operator: compare the database with a backup'] },
          { label: 'Next step', value: [{ code: 'audit verify' }, ' names the first record that is wrong'] },
          { label: 'Until then', value: ['no new head is signed for this account'] },
        ],
      },
    ],
    actions: [],
  };
}
