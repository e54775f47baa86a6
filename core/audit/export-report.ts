import { unreachable, type Result } from '../result.ts';
import { breakText, trustedUntil } from './break-text.ts';
import type { ExportRejected, VerifiedExport } from './verify-export.ts';
import { countOf, countText } from '../views/count-text.ts';

/** What the offline verifier prints; its first line says it all. */
export function exportReport(verified: Result<VerifiedExport, ExportRejected>): readonly string[] {
  return verified.ok ? soundReport(verified.value) : rejectedReport(verified.error);
}

function soundReport({ records, head, anchors, part }: VerifiedExport): readonly string[] {
  return [
    `The audit log is unbroken: ${countOf(records, 'record', 'records')}, held against ${countOf(anchors, 'anchored head', 'anchored heads')}.`,
    ...(head === undefined ? [] : [`Head ${head.hash} of ${head.at.toString()}`]),
    ...(part === undefined
      ? []
      : [`It is a part of the log: records ${countText(part.after.seq + 1)} to ${countText(part.until)}.`]),
    ...(anchors === 0
      ? ['Without an anchored head nobody can see whether its end was cut off or all of it was rewritten.']
      : []),
  ];
}

function rejectedReport(rejected: ExportRejected): readonly string[] {
  switch (rejected.kind) {
    case 'broken':
      return [
        `The audit log is broken at record ${rejected.at.seq} (${rejected.at.kind}).`,
        breakText(rejected.at),
        `Trusted up to record ${trustedUntil(rejected.at)}.`,
      ];
    case 'head-refused':
      return [`The signed head of record ${rejected.head.seq} is not genuine (${rejected.head.reason}).`];
    case 'heads-unreadable':
      return [`The file of heads is unreadable at line ${rejected.reason.line}: ${rejected.reason.reason}`];
    case 'export-unreadable':
      return [
        rejected.reason.kind === 'no-header'
          ? 'This is no export of an audit log: its first line is no header.'
          : `The export is unreadable at line ${rejected.reason.line}: ${rejected.reason.reason}`,
      ];
    default:
      return unreachable(rejected);
  }
}
