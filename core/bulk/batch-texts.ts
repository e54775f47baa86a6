import { unreachable } from '../result.ts';
import type { Batch } from './batch.ts';

export function stateText(batch: Batch): string {
  switch (batch.state) {
    case 'fetching':
      return 'being fetched';
    case 'draft':
      return 'not confirmed yet';
    case 'inviting':
      return 'being invited';
    case 'checking':
      return 'mailboxes being checked';
    case 'awaiting-acknowledgement':
      return 'the price waits for you';
    case 'awaiting-approval':
      return 'waits for approval';
    case 'settling':
      return 'access being checked';
    case 'finished':
    case 'cancelled':
    case 'expired':
      return batch.state === 'finished' ? 'done' : batch.state;
    default:
      return unreachable(batch);
  }
}
