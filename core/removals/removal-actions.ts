import { unreachable } from '../result.ts';
import type { Action, Weight } from '../views/view.ts';
import type { RemovalRequest } from './removal-request.ts';

/** What can be done with a request as it is now; the buttons carry its version. */
export function removalActions(request: RemovalRequest): readonly Action[] {
  const force = button(
    request,
    request.force === undefined ? 'Do it at once' : 'Agree to do it at once',
    'danger',
    'removal force',
  );
  const stop = button(request, 'Reject', 'plain', 'removal reject');
  const assign = button(request, 'Assign to me', 'plain', 'removal assign');
  switch (request.state) {
    case 'awaiting-endorsement':
      return [button(request, 'Endorse', 'primary', 'removal endorse'), stop];
    case 'submitted':
      return [button(request, 'Assign to me', 'primary', 'removal assign'), force, stop];
    case 'assigned': {
      const ask = button(request, 'Ask for information', 'plain', 'removal ask');
      return [button(request, 'Set a day', 'primary', 'removal schedule'), ask, assign, force, stop];
    }
    case 'info-needed':
      return [button(request, 'Go on without an answer', 'primary', 'removal assign'), force, stop];
    case 'scheduled':
      return [button(request, 'Set another day', 'plain', 'removal schedule'), force, stop];
    case 'failed':
      return [button(request, 'Resume', 'primary', 'removal resume')];
    case 'completed':
      return [certificateButton(request)];
    case 'executing':
    case 'rejected':
    case 'withdrawn':
      return [];
    default:
      return unreachable(request);
  }
}

function button({ id: removal, version }: RemovalRequest, label: string, weight: Weight, command: string): Action {
  return { kind: 'run', label, weight, does: { command, args: { removal, version } } };
}

export function certificateButton({ id: removal }: Pick<RemovalRequest, 'id'>): Action {
  const does = { command: 'removal', args: { removal, form: 'json' } };
  return { kind: 'run', label: 'Show the certificate as text', weight: 'plain', does };
}
