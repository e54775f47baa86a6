import type { Member } from '../../people/member.ts';
import { unreachable } from '../../result.ts';
import type { Block, Fact, Form, View } from '../../views/view.ts';
import type { MailboxLink } from './mailbox-link.ts';
import { unlinkHash, unlinkSentence, type UnlinkPlan } from './unlink-plan.ts';

type Unlinked = Extract<MailboxLink, { state: 'unlinked' }>;

export type UnlinkForm = {
  readonly link: Pick<MailboxLink, 'id'>;
  readonly plan: UnlinkPlan;
  readonly undoDays: number;
  /** What was agreed to is not what there is any more. */
  readonly hasChanged: boolean;
};

/** What ends, goes and stays, with numbers, and the sentence with its box. */
export function unlinkForm({ link, plan, undoDays, hasChanged }: UnlinkForm): Form {
  const changed: Block = {
    kind: 'text',
    text: ['What there is has changed since this was shown. These are the numbers now; nothing was done yet.'],
  };
  const stays =
    plan.mailbox.class === 'work'
      ? 'It is a mailbox of the company: what was read from it stays, and reading can go on where it stopped if it is linked again.'
      : `It is a personal mailbox: what was read from it is deleted. Linked again before that, nothing is lost.`;
  const notes: Block = {
    kind: 'text',
    text: [`Notes on what is deleted become regular notes: ${plan.notes}.`],
  };
  return {
    title: `Unlink ${plan.mailbox.address}`,
    blocks: [...(hasChanged ? [changed] : []), { kind: 'text', text: [stays] }, ...(plan.notes === 0 ? [] : [notes])],
    inputs: [
      { kind: 'check', name: 'agreed', label: 'Consent', sentence: unlinkSentence(plan, undoDays), required: true },
    ],
    submit: {
      label: 'Unlink it',
      does: { command: 'unlink confirm', args: { link: link.id, plan: unlinkHash(plan) } },
    },
  };
}

export function unlinkedView({ address, purgeAt }: Unlinked, { fullName }: Member): View {
  const kept: Fact = { label: 'What was read', value: ['stays with the company'] };
  return {
    title: `${address} is not read any more`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Of', value: [fullName] },
          purgeAt === undefined ? kept : { label: 'What was read', value: ['deleted after ', { moment: purgeAt }] },
        ],
      },
      { kind: 'note', text: ['Link it again to have it read on from where it stopped.'] },
    ],
    actions: [],
  };
}

export type UnlinkRefused =
  | { readonly kind: 'not-linked' }
  | { readonly kind: 'comes-with-seat'; readonly member: Member }
  | { readonly kind: 'unlinked-already' };

export function unlinkRefusedView(refused: UnlinkRefused): View {
  return {
    title: 'No mailbox was unlinked',
    tone: 'attention',
    blocks: [{ kind: 'text', text: [reasonOf(refused), ' Nothing was changed.'] }],
    actions: [{ kind: 'run', label: 'Show the sync status', weight: 'primary', does: { command: 'status', args: {} } }],
  };
}

function reasonOf(refused: UnlinkRefused): string {
  switch (refused.kind) {
    case 'not-linked':
      return 'No mailbox with this address is read. Status shows those that are.';
    case 'comes-with-seat':
      return `That is the mailbox that comes with the seat of ${refused.member.fullName}. Pause it, or deactivate them.`;
    case 'unlinked-already':
      return 'It is unlinked already.';
    default:
      return unreachable(refused);
  }
}
