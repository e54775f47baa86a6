import { chargeFact } from '../approvals/request-notices.ts';
import type { Member } from '../people/member.ts';
import { countText } from '../views/count-text.ts';
import type { Block, Fact, Inline, View } from '../views/view.ts';
import { chargedOn } from './receipt-report.ts';
import type { Receipt } from './receipt.ts';

export type ReceiptViewInput = {
  readonly receipt: Receipt;
  /** What was asked for, in words; the receipt itself names nobody. */
  readonly what: string;
  readonly members: readonly Member[];
};

const SHORT = 16;

const HELD_TO_IT = { code: 'npm run verify -- audit.jsonl --key KEY --receipt receipt.json' };

/** The receipt as people read it; the JSON beside it is what a verifier reads. */
export function receiptView({ receipt, what, members }: ReceiptViewInput): View {
  const { request, quote, lines, vouched } = receipt;
  const { requestedBy, requestedAt, state } = request;
  return {
    title: `Receipt of request ${request.number}: ${what}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Charged', value: [{ money: chargedOn(receipt) }] },
          { label: 'At most agreed to', value: [{ money: quote.total }] },
          { label: 'Asked by', value: [nameOf(members, requestedBy), ' on ', { moment: requestedAt }] },
          { label: 'Decision', value: decision(receipt, members, state) },
        ],
      },
      ...(lines.length === 0 ? [NOTHING] : [{ kind: 'facts' as const, facts: lines.map(chargeFact) }]),
      agreements(receipt, members),
      { kind: 'facts', facts: proof(receipt) },
      ...(vouched === undefined ? [] : [{ kind: 'note' as const, text: [vouched.says, ' ', HELD_TO_IT] }]),
    ],
    actions: [
      {
        kind: 'run',
        label: 'As JSON',
        weight: 'primary',
        does: { command: 'receipt', args: { request: request.id, form: 'json' } },
      },
      { kind: 'run', label: 'How this is calculated', weight: 'plain', does: { command: 'charges', args: {} } },
    ],
  };
}

/** Who agreed to what, in the words that were shown. */
function agreements({ acknowledgements }: Receipt, members: readonly Member[]): Block {
  return {
    kind: 'list',
    total: acknowledgements.length,
    items: acknowledgements.map(({ memberId, at, sentence }) => [
      nameOf(members, memberId),
      ' agreed on ',
      { moment: at },
      ': ',
      { strong: sentence },
    ]),
  };
}

const NOTHING: Block = { kind: 'text', text: ['Nothing is charged.'] };

function decision({ request }: Receipt, members: readonly Member[], state: string): readonly Inline[] {
  const by = request.approvals.flatMap(({ by: approver, at }, index): readonly Inline[] => [
    index === 0 ? ' by ' : ', ',
    nameOf(members, approver),
    ' on ',
    { moment: at },
  ]);
  return [state.replaceAll('-', ' '), ...by];
}

function proof({ quote, records, vouched }: Receipt): readonly Fact[] {
  const last = records.at(-1);
  const signer = vouched === undefined ? 'not signed: this installation has no signing key' : vouched.signer;
  return [
    { label: 'Quote', value: [{ code: quote.id }] },
    {
      label: 'Audit records',
      value: [
        `${countText(records.length)} about this request, up to record ${countText(last?.seq ?? 0)}, hash `,
        { code: (last?.hash ?? '').slice(0, SHORT) },
      ],
    },
    { label: 'Signed with', value: [{ code: signer }] },
  ];
}

function nameOf(members: readonly Member[], id: Member['id']): Inline {
  const member = members.find((candidate) => candidate.id === id);
  return member === undefined ? 'somebody who was removed' : { member: member.id, name: member.fullName };
}
