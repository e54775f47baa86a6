import { breakText, trustedUntil } from '../audit/break-text.ts';
import type { ChainBreak } from '../audit/chain-break.ts';
import type { KeptHeads, VerifiedAccount } from '../audit/verify-account.ts';
import { countText } from '../views/count-text.ts';
import type { Block, Fact, View } from '../views/view.ts';

const SHORT = 16;

export function verifyingView(): View {
  return {
    title: 'The audit log is being verified',
    tone: 'neutral',
    blocks: [{ kind: 'text', text: ['Every record is read. What was found comes in a direct message, to you only.'] }],
    actions: [],
  };
}

export function chainSoundView(verified: VerifiedAccount): View {
  const { records, head, erasedParts, kept, lostParts } = verified;
  const forged = kept.state === 'held' ? kept.refused.map(({ seq }) => seq) : [];
  const headFacts: readonly Fact[] =
    head === undefined
      ? []
      : [{ label: 'Head', value: [{ code: head.hash.slice(0, SHORT) }, ' of ', { moment: head.at }] }];
  const facts: readonly Fact[] = [
    { label: 'Records', value: [countText(records)] },
    ...headFacts,
    { label: 'Held against', value: [heldAgainst(kept)] },
    { label: 'Personal parts erased', value: [countText(erasedParts.length - lostParts)] },
    ...(lostParts === 0 ? [] : [{ label: 'Not readable, though not erased', value: [countText(lostParts)] }]),
  ];
  return {
    title: titleOf(lostParts, forged.length),
    tone: lostParts === 0 && forged.length === 0 ? 'good' : 'attention',
    blocks: [
      ...forgedText(forged),
      { kind: 'facts', facts },
      { kind: 'note', text: ['Every record joins the one before it. ', whatItMeans(kept)] },
    ],
    actions: [],
  };
}

function titleOf(lostParts: number, forged: number): string {
  if (forged > 0) return 'The audit log is unbroken, but a kept head is not genuine';
  return lostParts === 0 ? 'The audit log is unbroken' : 'The audit log is unbroken, but a key is lost';
}

function heldAgainst(kept: KeptHeads): string {
  if (kept.state === 'unsigned') return 'no signed head: there is no signing key';
  return kept.anchors.length === 1 ? '1 signed head' : `${countText(kept.anchors.length)} signed heads`;
}

function forgedText(seqs: readonly number[]): readonly Block[] {
  const [first] = seqs;
  if (first === undefined) return [];
  const what = `Kept heads that none of our keys signed: ${countText(seqs.length)}, the first of record ${countText(first)}.`;
  return [
    {
      kind: 'text',
      text: [what, ' Somebody wrote into the file of heads, or an older signing key is not configured.'],
    },
  ];
}

function whatItMeans(kept: KeptHeads): string {
  const last = kept.state === 'held' ? kept.anchors.at(-1) : undefined;
  return last === undefined
    ? 'Whoever could rewrite all of them could make them join again: compare this head with one that you kept elsewhere.'
    : `Up to record ${countText(last.seq)} they are what was sealed outside the database; compare with the messages in the channel too.`;
}

export function chainBrokenView(broken: ChainBreak, reference: string): View {
  return {
    title: `The audit log is broken at record ${broken.seq}`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [breakText(broken)] },
      {
        kind: 'facts',
        facts: [
          { label: 'Kind', value: [{ code: broken.kind }] },
          { label: 'Trusted up to record', value: [countText(trustedUntil(broken))] },
          { label: 'Who can act', value: ['the operator: compare the database with a backup'] },
          { label: 'Reference', value: [{ code: reference }] },
        ],
      },
    ],
    actions: [],
  };
}
