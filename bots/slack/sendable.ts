import type { SealedView } from '../../core/views/view.ts';
import type { RaiseAlert } from './alert.ts';
import { renderView, type SlackMessage } from './render.ts';
import { validateBlocks } from './validate-blocks.ts';

/** A view as it may be sent: blocks that Slack would refuse stay behind, their plain text goes alone. */
export function sendable(alert: RaiseAlert, view: SealedView): SlackMessage {
  return sendableMessage(alert, renderView(view));
}

export function sendableMessage(alert: RaiseAlert, message: SlackMessage): SlackMessage {
  const problems = validateBlocks(message.blocks);
  if (problems.length === 0) return message;
  alert({ kind: 'blocks-refused', problems });
  return { text: message.text, blocks: [] };
}
