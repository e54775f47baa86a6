import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { unreachable } from '../../core/result.ts';
import { omissionText } from '../../core/views/omission-text.ts';
import { plainText, titleText } from '../../core/views/plain-text.ts';
import { safeHref } from '../../core/views/safe-href.ts';
import type { Action, Block, SealedView } from '../../core/views/view.ts';
import type { Id } from '../../core/ids.ts';
import { renderBlock, type Room } from './blocks.ts';
import { escapedLabel, escapedLines } from './escape.ts';
import { SLACK_LIMITS } from './limits.ts';
import { plainElement, richBlock, richElements, richSection } from './rich-text.ts';
import { createTextBudget } from './text-budget.ts';

/** `text` is what notifications and screen readers get; Slack shows it alone where there are no blocks. */
export type SlackMessage = { readonly text: string; readonly blocks: readonly KnownBlock[] };

export const PRESS = 'press';
const OPEN = 'open';

/** Left of the 50 for the header, a long title, omissions and buttons. */
const BODY_BLOCKS = 44;
const ACTION_BLOCKS = 2;
/** The buttons stand in the blocks; moments are UTC, because one text goes to readers everywhere. */
const FALLBACK = { timeZone: 'UTC', actions: 'omitted' } as const;

export function renderView(view: SealedView): SlackMessage {
  const room: Room = {
    budget: createTextBudget(SLACK_LIMITS.messageTextBudget),
    tablesLeft: SLACK_LIMITS.tablesPerMessage,
  };
  const blocks = [
    ...renderTitle(room, titleText(view)),
    ...renderBody(room, view.blocks, BODY_BLOCKS),
    ...renderActions(view.actions),
  ];
  return { text: escapedLines(plainText(view, FALLBACK), SLACK_LIMITS.fallbackText), blocks };
}

/** A title too long for a header is repeated in full below it. */
export function renderTitle(room: Room, title: string): readonly KnownBlock[] {
  const label = escapedLabel(title, SLACK_LIMITS.headerText);
  const header: KnownBlock = { type: 'header', text: { type: 'plain_text', text: label, emoji: false } };
  return label.endsWith('…')
    ? [header, richBlock(richSection(richElements(room.budget, [{ strong: title }])))]
    : [header];
}

/** Everything that is left out for want of room is counted in words. */
export function renderBody(room: Room, blocks: readonly Block[], limit: number): readonly KnownBlock[] {
  const rendered: KnownBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    const next = room.budget.isSpent() ? [] : renderBlock(room, block);
    if (room.budget.isSpent() && next.length === 0) return [...rendered, ...omission(index, blocks.length, 'parts')];
    if (rendered.length + next.length > limit) return [...rendered, ...omission(index, blocks.length, 'parts')];
    rendered.push(...next);
  }
  return rendered;
}

function renderActions(actions: readonly Action<Id<'action'>>[]): readonly KnownBlock[] {
  const perBlock = SLACK_LIMITS.actionsElements;
  const shown = actions.slice(0, ACTION_BLOCKS * perBlock);
  const buttons = shown.map((action, index) => renderButton(action, index)).filter((button) => button !== undefined);
  const blocks: ActionsBlock[] = [];
  for (let start = 0; start < buttons.length; start += perBlock) {
    blocks.push({ type: 'actions', elements: buttons.slice(start, start + perBlock) });
  }
  return [...blocks, ...unopenable(shown), ...omission(shown.length, actions.length, 'actions')];
}

function renderButton(action: Action<Id<'action'>>, index: number): Button | undefined {
  switch (action.kind) {
    case 'run':
      return {
        ...labelled(action.label),
        action_id: `${PRESS}:${index}`,
        value: action.does,
        ...styled(action.weight),
      };
    case 'open': {
      const url = addressOf(action);
      return url === undefined ? undefined : { ...labelled(action.label), action_id: `${OPEN}:${index}`, url };
    }
    default:
      return unreachable(action);
  }
}

function addressOf({ href }: { readonly href: string }): string | undefined {
  const url = safeHref(href);
  return url === undefined || url.length > SLACK_LIMITS.buttonUrl ? undefined : url;
}

/** A button that leads nowhere safe is named, so that nobody wonders where it went. */
function unopenable(actions: readonly Action<Id<'action'>>[]): readonly KnownBlock[] {
  const labels = actions.flatMap((action) =>
    action.kind === 'open' && addressOf(action) === undefined ? [plainElement(labelled(action.label).text.text)] : [],
  );
  return labels.length === 0 ? [] : [richBlock(...labels.map((label) => richSection([label])))];
}

export function labelled(label: string): Pick<Button, 'type' | 'text' | 'accessibility_label'> {
  return {
    type: 'button',
    text: { type: 'plain_text', text: escapedLabel(label, SLACK_LIMITS.buttonText), emoji: false },
    accessibility_label: escapedLabel(label, SLACK_LIMITS.accessibilityLabel),
  };
}

function styled(weight: 'primary' | 'danger' | 'plain'): Pick<Button, 'style'> {
  return weight === 'plain' ? {} : { style: weight };
}

function omission(shown: number, total: number, noun: 'parts' | 'actions'): readonly KnownBlock[] {
  return shown >= total ? [] : [richBlock(richSection([plainElement(omissionText(shown, total, noun))]))];
}
