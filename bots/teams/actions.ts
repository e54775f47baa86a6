import type { CardElement, IActionSet, IExecuteAction, IOpenUrlAction } from '@microsoft/teams.cards';
import type { Id } from '../../core/ids.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import { untrustedLabel } from '../../core/views/untrusted-text.ts';
import type { Action, Weight } from '../../core/views/view.ts';
import { inert } from './escape.ts';
import { LIMITS } from './limits.ts';
import { omission } from './omission.ts';

export type CardAction = IExecuteAction | IOpenUrlAction;

export type CardActions = {
  readonly actions: CardAction[];
  /** Further rows of buttons and words about what could not be a button; they stand at the end of the body. */
  readonly rest: CardElement[];
};

const STYLES = { primary: 'positive', danger: 'destructive', plain: 'default' } as const satisfies Record<
  Weight,
  string
>;

export function cardActions(all: readonly Action<Id<'action'>>[]): CardActions {
  const buttons = all.map(cardAction);
  const offered = buttons.filter((button) => button !== undefined).slice(0, LIMITS.actions);
  const unsafe = all.filter((_, index) => buttons[index] === undefined);
  return {
    actions: offered.slice(0, LIMITS.actionsInARow),
    rest: [
      ...furtherRows(offered.slice(LIMITS.actionsInARow)),
      ...unsafe.map(({ label }) => words(label)),
      ...omission(offered.length, all.length - unsafe.length, 'actions'),
    ],
  };
}

/** An Action.Execute that turns into an Action.Submit where a client does not know it; both carry the same data. */
export function executeAction(
  label: string,
  weight: Weight,
  data: Readonly<Record<string, unknown>> & { readonly as: 'press' | 'submit' },
): IExecuteAction {
  const title = inert(untrustedLabel(label, LIMITS.actionTitle));
  const style = STYLES[weight];
  return {
    type: 'Action.Execute',
    title,
    style,
    verb: data.as,
    data: { ...data },
    fallback: { type: 'Action.Submit', title, style, data: { ...data } },
  };
}

function cardAction(action: Action<Id<'action'>>): CardAction | undefined {
  if (action.kind === 'run') return executeAction(action.label, action.weight, { action: action.does, as: 'press' });
  const url = safeHref(action.href);
  if (url === undefined) return undefined;
  return { type: 'Action.OpenUrl', title: inert(untrustedLabel(action.label, LIMITS.actionTitle)), url };
}

function furtherRows(offered: readonly CardAction[]): IActionSet[] {
  const rows = Math.ceil(offered.length / LIMITS.actionsInARow);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'ActionSet',
    actions: offered.slice(row * LIMITS.actionsInARow, (row + 1) * LIMITS.actionsInARow),
  }));
}

function words(label: string): CardElement {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: inert(untrustedLabel(label, LIMITS.label)) }] };
}
