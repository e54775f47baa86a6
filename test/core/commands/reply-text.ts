import type { Reply } from '../../../core/commands/reply.ts';
import { unreachable } from '../../../core/result.ts';
import { plainFormText, plainText } from '../../../core/views/plain-text.ts';

/** The answer as the console would print it. */
export function replyText(reply: Reply<unknown>): string {
  switch (reply.kind) {
    case 'form':
      return plainFormText(reply.form, { timeZone: 'UTC' });
    case 'fields':
      return JSON.stringify(reply.errors);
    case 'private':
    case 'conversation':
    case 'deferred':
      return plainText(reply.view, { timeZone: 'UTC', actions: 'labels' });
    default:
      return unreachable(reply);
  }
}
