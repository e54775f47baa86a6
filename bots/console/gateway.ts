import type { PlatformUser } from '../../core/commands/inbound.ts';
import type { ChatGateway } from '../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../core/result.ts';
import type { ConsoleSession } from './session.ts';

export type ConsoleGatewayDeps = { readonly session: Pick<ConsoleSession, 'notice'>; readonly user: PlatformUser };

/** Prints what is addressed to the person at this console, and to channels, which here have one listener. */
export function createConsoleGateway({ session, user }: ConsoleGatewayDeps): ChatGateway {
  return {
    post: async (to, view, key) => {
      if (to.kind === 'user' && to.user !== user.user) {
        return err({ kind: 'refused', reason: 'Nobody of this name sits at the console' });
      }
      session.notice(view);
      return ok({ surface: user.surface, workspace: user.workspace, reference: key });
    },
    update: async (message, view) => {
      session.notice(view);
      return ok(message);
    },
    find: async () => ok({ kind: 'unknowable', reason: 'What was printed cannot be looked up' }),
  };
}
