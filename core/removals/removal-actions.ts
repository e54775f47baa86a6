import type { Call } from '../commands/call.ts';
import { unreachable } from '../result.ts';
import type { Action, Weight } from '../views/view.ts';
import type { RemovalRequest } from './removal-request.ts';

/** What can be done with a request as it is now; the buttons carry its version. */
export function removalActions(request: RemovalRequest): readonly Action[] {
  const does = (command: string): Call => ({ command, args: { removal: request.id, version: request.version } });
  const button = (label: string, weight: Weight, command: string): Action => ({
    kind: 'run',
    label,
    weight,
    does: does(command),
  });
  const stop = button('Reject', 'plain', 'removal reject');
  switch (request.state) {
    case 'awaiting-endorsement':
      return [button('Endorse', 'primary', 'removal endorse'), stop];
    case 'submitted':
      return [button('Assign to me', 'primary', 'removal assign'), stop];
    case 'assigned':
      return [
        button('Ask for information', 'plain', 'removal ask'),
        button('Assign to me', 'plain', 'removal assign'),
        stop,
      ];
    case 'info-needed':
      return [button('Go on without an answer', 'primary', 'removal assign'), stop];
    case 'scheduled':
      return [stop];
    case 'completed':
      return [button('Show the certificate', 'plain', 'removal')];
    case 'failed':
    case 'executing':
    case 'rejected':
    case 'withdrawn':
      return [];
    default:
      return unreachable(request);
  }
}
