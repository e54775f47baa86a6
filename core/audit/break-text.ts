import { unreachable } from '../result.ts';
import type { ChainBreak } from './chain-break.ts';

export function breakText({ kind, seq }: ChainBreak): string {
  switch (kind) {
    case 'edited':
      return `Record ${seq} no longer has the content that it was written with.`;
    case 'missing':
      return `Record ${seq} is gone, though later ones are there.`;
    case 'reordered':
      return `The record at place ${seq} belongs further down.`;
    case 'inserted':
      return `The record at place ${seq} was not written by Usher.`;
    case 'truncated':
      return `Everything from record ${seq} on is gone.`;
    case 'wrong-head':
      return `The log was rewritten somewhere up to record ${seq}.`;
    default:
      return unreachable(kind);
  }
}

/** The last record that is known to be what was written. */
export function trustedUntil(broken: ChainBreak): number {
  return broken.kind === 'wrong-head' ? broken.trustedUntil : broken.seq - 1;
}
