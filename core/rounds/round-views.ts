import { unreachable } from '../result.ts';
import { countOf } from '../views/count-text.ts';
import type { Action, Fact, View } from '../views/view.ts';
import { lineBlocks, pagesOf, type PersonLine } from './line-blocks.ts';
import { people } from './plan-round.ts';
import type { RoundLine } from './round-lines.ts';
import { isTrouble, outcomeText } from './round-texts.ts';
import type { Round, RoundOutcome } from './round.ts';

/** Where a round is: everybody with what became of them so far. */
export function roundView(round: Round, lines: readonly RoundLine[], page: number): View {
  const shown = lines.map(personLine);
  const next = page < pagesOf(shown) ? [showPage(round, 'Next page', page + 1)] : [];
  return {
    title: titleOf(round, lines),
    tone: 'neutral',
    blocks: [...(page === 1 ? [counts(lines)] : []), ...lineBlocks(shown, page), reference(round)],
    actions: next,
  };
}

/** Told once, when everybody has come to an end. */
export function finishedRoundView(round: Round, lines: readonly RoundLine[]): View {
  const isGood = lines.every(({ row }) => row.state === 'ended' && !isTrouble(row.outcome));
  const view = roundView(round, lines, 1);
  return { ...view, tone: isGood ? 'good' : 'attention' };
}

/** To whoever has just asked. */
export function roundBegunView(round: Round, lines: readonly RoundLine[]): View {
  const open = lines.filter(({ row }) => row.state !== 'ended').length;
  const what = round.deed.kind === 'change' ? 'being changed' : 'being checked';
  return {
    title: `${people(open)} ${open === 1 ? 'is' : 'are'} ${what}`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: ['You get one message with everybody’s result when it is done.'] },
      reference(round),
    ],
    actions: [showPage(round, 'Show how far it is', 1)],
  };
}

function titleOf({ deed, state }: Round, lines: readonly RoundLine[]): string {
  const ended = lines.flatMap(({ row }) => (row.state === 'ended' ? [row.outcome] : []));
  if (state === 'running') return `${ended.length} of ${people(lines.length)} done`;
  const changed = ended.filter(({ kind }) => kind === 'changed').length;
  if (deed.kind === 'change') return changed === 0 ? 'Nobody was changed' : `${people(changed)} changed`;
  const looked = ended.filter((outcome) => 'mailboxId' in outcome);
  const readable = looked.filter(({ kind }) => kind === 'readable').length;
  if (looked.length === 0) return 'No mailbox was looked at';
  return `${readable} of ${countOf(looked.length, 'mailbox', 'mailboxes')} can be read`;
}

function counts(lines: readonly RoundLine[]): View['blocks'][number] {
  const facts = GROUPS.flatMap(({ label, holds }): readonly Fact[] => {
    const count = lines.filter(({ row }) => row.state === 'ended' && holds(row.outcome)).length;
    return count === 0 ? [] : [{ label, value: [`${count}`] }];
  });
  const open = lines.filter(({ row }) => row.state !== 'ended').length;
  return { kind: 'facts', facts: [...facts, ...(open === 0 ? [] : [{ label: 'Still to come', value: [`${open}`] }])] };
}

const GROUPS = [
  { label: 'Changed', holds: ({ kind }) => kind === 'changed' },
  { label: 'Like this already', holds: ({ kind }) => kind === 'same' },
  { label: 'Left as they are', holds: ({ kind }) => kind === 'left' },
  { label: 'Can be read', holds: ({ kind }) => kind === 'readable' },
  { label: 'Cannot be read', holds: ({ kind }) => kind === 'unreadable' || kind === 'unanswered' },
] as const satisfies readonly { readonly label: string; readonly holds: (outcome: RoundOutcome) => boolean }[];

function personLine({ row, member, address }: RoundLine): PersonLine {
  const base = { name: member.fullName, address };
  switch (row.state) {
    case 'waiting':
      return { ...base, text: 'waits for their turn', isTrouble: false };
    case 'looking':
      return { ...base, text: 'their mailbox is being looked at', isTrouble: false };
    case 'ended':
      return { ...base, text: outcomeText(row.outcome), isTrouble: isTrouble(row.outcome) };
    default:
      return unreachable(row);
  }
}

function showPage({ id }: Round, label: string, page: number): Action {
  return { kind: 'run', label, weight: 'plain', does: { command: 'round show', args: { round: id, page } } };
}

function reference({ id }: Round): View['blocks'][number] {
  return { kind: 'note', text: ['Reference ', { code: id }] };
}

export function roundGoneView(): View {
  return {
    title: 'That is not there any more',
    tone: 'attention',
    blocks: [{ kind: 'text', text: ['List shows everybody as they are now.'] }],
    actions: [{ kind: 'run', label: 'Show everybody', weight: 'primary', does: { command: 'list', args: {} } }],
  };
}
