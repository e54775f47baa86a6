import type { SendFailure } from '../../core/outbox/chat-gateway.ts';
import type { Result } from '../../core/result.ts';
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

/**
 * Slack fetches pictures while it posts, and refuses the whole message where it cannot. What a picture shows stands in
 * words beside it, so the message goes without.
 */
export async function withOrWithoutPictures<Value>(
  message: SlackMessage,
  send: (message: SlackMessage) => Promise<Result<Value, SendFailure>>,
): Promise<Result<Value, SendFailure>> {
  const sent = await send(message);
  const others = message.blocks.filter(({ type }) => type !== 'image');
  const isRefused = !sent.ok && sent.error.kind === 'refused';
  return isRefused && others.length < message.blocks.length ? await send({ ...message, blocks: others }) : sent;
}
