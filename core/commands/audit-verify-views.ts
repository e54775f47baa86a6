import type { ChainBreak } from '../audit/chain-break.ts';
import type { VerifiedAccount } from '../audit/verify-account.ts';
import { unreachable } from '../result.ts';
import { countText } from '../views/count-text.ts';
import type { Fact, View } from '../views/view.ts';

const SHORT = 16;

export function chainSoundView({ records, head, erasedParts, lostParts }: VerifiedAccount): View {
  const erased = erasedParts.length - lostParts;
  const headFacts: readonly Fact[] =
    head === undefined
      ? []
      : [
          { label: 'Head', value: [{ code: head.hash.slice(0, SHORT) }] },
          { label: 'Last record', value: [{ moment: head.at }] },
        ];
  return {
    title: lostParts === 0 ? 'The audit log is unbroken' : 'The audit log is unbroken, but a key is lost',
    tone: lostParts === 0 ? 'good' : 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Records', value: [countText(records)] },
          ...headFacts,
          { label: 'Personal parts erased', value: [countText(erased)] },
          ...(lostParts === 0 ? [] : [{ label: 'Not readable, though not erased', value: [countText(lostParts)] }]),
        ],
      },
      {
        kind: 'note',
        text: [
          'Every record joins the one before it. Whoever could rewrite all of them could make them join again: compare this head with one that you kept elsewhere.',
        ],
      },
    ],
    actions: [],
  };
}

export function chainBrokenView(broken: ChainBreak, reference: string): View {
  return {
    title: `The audit log is broken at record ${broken.seq}`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [whatHappened(broken)] },
      {
        kind: 'facts',
        facts: [
          { label: 'Kind', value: [{ code: broken.kind }] },
          { label: 'Trusted up to record', value: [countText(trusted(broken))] },
          { label: 'Who can act', value: ['the operator: compare the database with a backup'] },
          { label: 'Reference', value: [{ code: reference }] },
        ],
      },
    ],
    actions: [],
  };
}

function trusted(broken: ChainBreak): number {
  return broken.kind === 'wrong-head' ? broken.trustedUntil : broken.seq - 1;
}

function whatHappened({ kind, seq }: ChainBreak): string {
  switch (kind) {
    case 'edited':
      return `Record ${seq} no longer has the content that it was written with.`;
    case 'missing':
      return `Record ${seq} is gone, though later ones are there.`;
    case 'reordered':
      return `The record at place ${seq} belongs further down.`;
    case 'inserted':
      return `The record at place ${seq} was not written by Usher.`;
    case 'truncated':
      return `Everything from record ${seq} on is gone.`;
    case 'wrong-head':
      return `The log was rewritten somewhere up to record ${seq}.`;
    default:
      return unreachable(kind);
  }
}
