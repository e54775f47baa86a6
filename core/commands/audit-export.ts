import { z } from 'zod';
import { exportChain } from '../audit/audit-export.ts';
import { headOf, type AuditHead, type AuditRecord } from '../audit/audit-record.ts';
import { signHead, type SignedHead } from '../audit/head-signature.ts';
import { verifyAccount, type VerifyAccountDeps } from '../audit/verify-account.ts';
import { countOf } from '../views/count-text.ts';
import type { View } from '../views/view.ts';
import { chainBrokenView } from './audit-verify-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { asFile, fileArgument, type DocumentDeps } from './document.ts';
import type { Answered } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type AuditExportDeps = VerifyAccountDeps & DocumentDeps;

const EXPORT = signature({
  name: 'audit export',
  group: 'account',
  summary: 'The whole audit log with its signed heads, to be verified without Usher',
  example: '/seat audit export file:audit.jsonl',
  reach: 'typed',
  typed: ['file'],
  args: z.object({ file: fileArgument }),
});

const VERIFY =
  'Anybody can verify it: npm run verify -- export.jsonl --key KEY, with the public key from the messages about sealed heads.';

export function createAuditExport(deps: AuditExportDeps): Command {
  return command({ signature: EXPORT, run: (args, context) => exportLog(deps, args, context) });
}

async function exportLog(
  deps: AuditExportDeps,
  { file }: z.output<typeof EXPORT.args>,
  context: CommandContext,
): Promise<Answered> {
  const { stores, account, deliveryId } = context;
  const records: AuditRecord[] = [];
  const onPage = (page: readonly AuditRecord[]): 'on' => {
    records.push(...page);
    return 'on';
  };
  const verified = await verifyAccount(deps, (read) => read(stores), account.id, { onPage });
  if (!verified.ok) return privately(chainBrokenView(verified.error, deliveryId));
  const { head } = verified.value;
  const text = exportChain({ accountId: account.id, records, heads: await headsOf(deps, context, records) });
  const title = `Audit log with ${countOf(records.length, 'record', 'records')}`;
  const document = {
    name: 'audit.jsonl',
    title,
    text,
    note: VERIFY,
    asText: undefined,
    facts: { records: records.length },
  };
  return (await asFile(deps, context, { file }, document)) ?? privately(byFileOnlyView(records.length, head));
}

/** A whole log fits no message, and one that is cut proves nothing. */
function byFileOnlyView(records: number, head: AuditHead | undefined): View {
  return {
    title: `The audit log has ${countOf(records, 'record', 'records')}`,
    tone: 'neutral',
    blocks: [
      ...(head === undefined
        ? []
        : [
            {
              kind: 'facts' as const,
              facts: [{ label: 'Head', value: [{ code: head.hash }, ' of ', { moment: head.at }] }],
            },
          ]),
      {
        kind: 'text',
        text: [
          'It is too long for a message. On the console it is written to a file: ',
          { code: 'audit export file:audit.jsonl' },
          '. Receipts of single requests are given here.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Verify it here', weight: 'primary', does: { command: 'audit verify', args: {} } }],
  };
}

/** Those that were kept, and one for the end of this export, so that cutting it off is found. */
async function headsOf(
  { heads: { file, keys } }: AuditExportDeps,
  { account }: CommandContext,
  records: readonly AuditRecord[],
): Promise<readonly SignedHead[]> {
  const [key] = keys;
  const last = records.at(-1);
  if (key === undefined || last === undefined) return [];
  return [...(await file.read(account.id)), signHead(key, headOf(last))];
}
