import { err, ok } from '../../core/result.ts';
import type { ChatGateway, PostedMessage } from '../../core/outbox/chat-gateway.ts';
import type { SealedView } from '../../core/views/view.ts';
import { sendFailureOf } from './connector-failure.ts';
import { decodeMessage } from './conversation-address.ts';
import type { Alert } from './alert.ts';
import { messageActivity } from './outgoing.ts';
import { postTo } from './poster.ts';
import type { Posted, PosterDeps } from './poster.ts';
import { renderView } from './render.ts';

export type TeamsGatewayDeps = PosterDeps & { readonly alert: Alert };

/** The Bot Connector has neither a key that a post could carry nor a way to read a conversation back. */
export function createTeamsGateway(deps: TeamsGatewayDeps): ChatGateway {
  return {
    post: (to, view) => postTo(deps, to, messageActivity(renderView(view), deps.alert)),
    update: (message, view) => update(deps, message, view),
    find: async () => ok({ kind: 'unknowable', reason: 'The platform does not let an app read a conversation back.' }),
  };
}

async function update(deps: TeamsGatewayDeps, message: PostedMessage, view: SealedView): Promise<Posted> {
  const { conversation, activityId } = decodeMessage(message.reference);
  try {
    const conversations = await deps.adapter.conversationsAt(conversation.serviceUrl);
    await conversations.updateActivity(conversation.conversationId, activityId, {
      ...messageActivity(renderView(view), deps.alert),
      id: activityId,
      channelId: conversation.channelId,
      from: { id: conversation.botId, name: '' },
    });
    return ok(message);
  } catch (error) {
    return err(sendFailureOf(error));
  }
}
