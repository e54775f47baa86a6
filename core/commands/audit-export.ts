import { z } from 'zod';
import { partOfTime, type PartOfChain, type Span } from '../audit/part-of-time.ts';
import { writeExport, type WrittenExport } from '../audit/write-export.ts';
import type { VerifyAccountDeps } from '../audit/verify-account.ts';
import type { LongText } from '../documents/written-document.ts';
import type { Id } from '../ids.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { Transaction } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { absentWhenEmpty, monthOrDayArgument } from './arguments.ts';
import {
  endsBeforeItBeginsView,
  exportByFileOnlyView,
  exportTooLargeView,
  nothingRecordedView,
} from './audit-export-views.ts';
import { chainBrokenView } from './audit-verify-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { asFile, fileArgument, type DocumentDeps } from './document.ts';
import type { Answered } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type AuditExportDeps = VerifyAccountDeps & DocumentDeps & { readonly transaction: Transaction };

const EXPORT = signature({
  name: 'audit export',
  group: 'account',
  summary: 'The audit log with its signed heads, whole or of some months, to be verified without Usher',
  example: '/seat audit export from:2026-01 to:2026-06',
  reach: 'typed',
  typed: ['file'],
  args: z.object({
    file: fileArgument,
    from: absentWhenEmpty(monthOrDayArgument),
    to: absentWhenEmpty(monthOrDayArgument),
  }),
});

const VERIFY =
  'Anybody can verify it: npm run verify -- audit.jsonl --key KEY, with the public key from the messages about sealed heads.';

export function createAuditExport(deps: AuditExportDeps): Command {
  return command({ signature: EXPORT, run: (args, context) => exportLog(deps, args, context) });
}

/** Nothing of the log is read while somebody waits: it is written when the file leaves. */
async function exportLog(
  deps: AuditExportDeps,
  { file, from, to }: z.output<typeof EXPORT.args>,
  context: CommandContext,
): Promise<Answered> {
  const { stores, account, deliveryId } = context;
  if (from !== undefined && to !== undefined && Temporal.PlainDate.compare(to.last, from.first) < 0)
    return privately(endsBeforeItBeginsView());
  const zone = (await stores.accounts.terms())?.timeZone ?? 'UTC';
  const span = {
    from: from?.first.toZonedDateTime(zone).toInstant(),
    before: to?.last.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  };
  const given = await asFile(
    deps,
    context,
    { file },
    {
      name: 'audit.jsonl',
      title: 'Audit log',
      text: (mostBytes) => write(deps, { accountId: account.id, span, mostBytes, reference: deliveryId }),
      note: VERIFY,
      asText: undefined,
      facts: {},
    },
  );
  return given ?? privately(exportByFileOnlyView());
}

type Writing = {
  readonly accountId: Id<'account'>;
  readonly span: Span;
  readonly mostBytes: number;
  readonly reference: string;
};

async function write(deps: AuditExportDeps, { accountId, span, mostBytes, reference }: Writing) {
  const part = await deps.transaction.run(accountId, ({ audit }) => partOfTime(audit, accountId, span));
  if (part.until <= part.after.seq) return err(nothingRecordedView());
  const written = await writeExport(deps, (read) => deps.transaction.run(accountId, read), {
    accountId,
    part,
    mostBytes,
  });
  return writtenOr(written, reference, part);
}

function writtenOr(
  written: Awaited<ReturnType<typeof writeExport>>,
  reference: string,
  part: PartOfChain,
): Result<LongText, View> {
  if (written.ok) return ok(withFacts(written.value, part));
  switch (written.error.kind) {
    case 'too-large':
      return err(exportTooLargeView());
    case 'broken':
      return err(chainBrokenView(written.error.at, reference));
    default:
      return unreachable(written.error);
  }
}

function withFacts({ text, records }: WrittenExport, { after }: PartOfChain): LongText {
  return { text, facts: { records, first: after.seq + 1 } };
}
