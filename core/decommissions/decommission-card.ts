import { unreachable } from '../result.ts';
import { countOf } from '../views/count-text.ts';
import type { Block, Inline, View } from '../views/view.ts';
import { decommissionActions } from './decommission-actions.ts';
import type { DecommissionCase, DeletionUnderway } from './decommission-case.ts';
import { stepOf } from './decommission-moves.ts';
import { OUTCOME_TEXTS, STEP_INSTRUCTIONS, STEP_TITLES } from './decommission-texts.ts';
import { DECOMMISSION_STEPS, type DecommissionStep, type SettledStep } from './decommission.ts';

/** Where it stands: every step with what came of it, what is to be done now, and the one button that does it. */
export function decommissionCard(of: DecommissionCase): View {
  const step = stepOf(of.decommission);
  return {
    title: titleOf(of),
    tone: step === undefined ? (of.decommission.state === 'done' ? 'good' : 'neutral') : 'attention',
    blocks: [stepsBlock(of, step), ...nowBlocks(of, step)],
    actions: decommissionActions(of, step),
  };
}

/** The same to somebody whose button was not the next one. */
export function notNextView(of: DecommissionCase, wanted: DecommissionStep): View {
  const settled = of.decommission.settled.find(({ step }) => step === wanted);
  const why: readonly Inline[] =
    settled === undefined
      ? [
          'The steps have a fixed order, and one above it is not settled yet. Go on with that one, or abandon the whole.',
        ]
      : ['It was settled by ', of.names(settled.by), ' on ', { moment: settled.at }, '.'];
  const card = decommissionCard(of);
  return {
    ...card,
    title: `“${STEP_TITLES[wanted]}” is not the next step for ${of.member.fullName}`,
    blocks: [{ kind: 'text', text: [...why, ' Nothing was changed.'] }, ...card.blocks],
  };
}

function titleOf({ decommission, member }: DecommissionCase): string {
  const { fullName } = member;
  switch (decommission.state) {
    case 'disable-sync':
    case 'remove-add-in':
    case 'reset-mailbox':
    case 'delete':
    case 'manual-folders': {
      const number = DECOMMISSION_STEPS.indexOf(decommission.state) + 1;
      return `Decommissioning ${fullName}, step ${number} of ${DECOMMISSION_STEPS.length}: ${STEP_TITLES[decommission.state]}`;
    }
    case 'done':
      return `${fullName} is decommissioned`;
    case 'abandoned':
      return `The decommissioning of ${fullName} was abandoned`;
    case 'came-back':
      return `The decommissioning of ${fullName} ended: they were reactivated`;
    default:
      return unreachable(decommission);
  }
}

function stepsBlock({ decommission, names }: DecommissionCase, now: DecommissionStep | undefined): Block {
  const items = DECOMMISSION_STEPS.map((step, index): readonly Inline[] => {
    const settled = decommission.settled.find((record) => record.step === step);
    const name = { strong: `${index + 1}. ${STEP_TITLES[step]}` };
    if (settled !== undefined) return [name, ': ', ...settledText(settled, names)];
    return [name, now === undefined ? ': not done' : step === now ? ': now' : ': later'];
  });
  return { kind: 'list', items, total: items.length };
}

function settledText(settled: SettledStep, names: DecommissionCase['names']): readonly Inline[] {
  const { outcome, by, at, note, counts } = settled;
  const counted = [
    ...(counts.mailboxes === undefined ? [] : [countOf(counts.mailboxes, 'mailbox', 'mailboxes')]),
    ...(counts.links === undefined || counts.links === 0 ? [] : [countOf(counts.links, 'open link', 'open links')]),
  ];
  return [
    OUTCOME_TEXTS[outcome],
    ...(counted.length === 0 ? [] : [` (${counted.join(', ')})`]),
    ', ',
    names(by),
    ', ',
    { moment: at },
    ...(note === undefined ? [] : [` – ${note}`]),
  ];
}

function nowBlocks(
  { decommission, member, names, underway }: DecommissionCase,
  step: DecommissionStep | undefined,
): readonly Block[] {
  if (decommission.state === 'abandoned')
    return [
      text(names(decommission.by), ' abandoned it on ', { moment: decommission.at }, `: ${decommission.reason}`),
      text('What was done stays done; what was not done is as before.'),
    ];
  if (step === undefined) return [];
  const asked =
    decommission.state === 'remove-add-in' && decommission.asked !== undefined
      ? [
          text(`${member.fullName} was asked to do it themself by `, names(decommission.asked.by), ' on ', {
            moment: decommission.asked.at,
          }),
        ]
      : [];
  const waits = step === 'delete' && underway !== undefined ? [text(...underwayText(underway))] : [];
  return [text(STEP_INSTRUCTIONS[step]), ...asked, ...waits];
}

function text(...inlines: readonly Inline[]): Block {
  return { kind: 'text', text: inlines };
}

function underwayText(underway: DeletionUnderway): readonly Inline[] {
  switch (underway.kind) {
    case 'departure':
      return ['They will be deactivated on ', { moment: underway.dueAt }, '; the last step follows then.'];
    case 'removal':
      return [`Removal ${underway.number} is with support; the last step follows when it is carried out.`];
    default:
      return unreachable(underway);
  }
}
