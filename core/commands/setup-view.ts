import { PROVIDER_NAMES, PROVIDERS } from '../accounts/provider.ts';
import { missingStep, type ChecklistLine } from '../seats/checklist.ts';
import { SUPPORT_IS_EMPTY } from './channels-views.ts';
import type { Inline, View } from '../views/view.ts';

/** Three lines in the order of the seat article, and one thing to do next. */
export function setupView(lines: readonly ChecklistLine[], lacksSupport = false): View {
  const missing = missingStep(lines);
  return {
    title: missing === undefined ? 'Everything is set up' : `${count(lines)} of ${lines.length} steps are done`,
    tone: missing === undefined ? 'good' : 'attention',
    blocks: [
      { kind: 'list', items: lines.map(item), total: lines.length },
      ...(missing === undefined ? [] : [{ kind: 'text', text: [`Next: ${missing.step}.`] } as const]),
      ...(lacksSupport ? [SUPPORT_IS_EMPTY] : []),
    ],
    actions: missing === undefined ? [INVITE] : nextActions(missing),
  };
}

const INVITE = {
  kind: 'run',
  label: 'Invite a colleague',
  weight: 'primary',
  does: { command: 'invite', args: {} },
} as const;

const WORDS = { done: 'done', waiting: 'waiting', missing: 'missing' } as const satisfies Record<
  ChecklistLine['state'],
  string
>;

function count(lines: readonly ChecklistLine[]): number {
  return lines.filter(({ state }) => state === 'done').length;
}

function item({ step, state, what, who }: ChecklistLine): readonly Inline[] {
  const mender = who === undefined ? [] : [` Who can mend it: ${who}.`];
  return [{ strong: step.charAt(0).toUpperCase() + step.slice(1) }, `, ${WORDS[state]}: ${what}`, ...mender];
}

/** Before anything is connected the other mail systems are offered beside the first. */
function nextActions({ step, state, next }: ChecklistLine): View['actions'] {
  if (next === undefined) return [];
  const primary = { kind: 'run', label: next.label, weight: 'primary', does: next.call } as const;
  const isFirst = step === 'mailbox access' && state === 'missing' && next.label.startsWith('Connect');
  if (!isFirst) return [primary];
  const others = PROVIDERS.filter((provider) => next.call.command !== `setup ${provider}`);
  return [
    primary,
    ...others.map(
      (provider) =>
        ({
          kind: 'run',
          label: `Connect ${PROVIDER_NAMES[provider]}`,
          weight: 'plain',
          does: { command: `setup ${provider}`, args: {} },
        }) as const,
    ),
  ];
}
