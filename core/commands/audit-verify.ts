import { z } from 'zod';
import { verifyAccount, type VerifyAccountDeps } from '../audit/verify-account.ts';
import type { Ids } from '../ids.ts';
import { chainBrokenView, chainSoundView, verifyingView } from './audit-verify-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { DocumentDeps } from './document.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type AuditVerifyDeps = VerifyAccountDeps & Pick<DocumentDeps, 'exportFilesOf'> & { readonly ids: Ids };

const VERIFY = signature({
  name: 'audit verify',
  group: 'account',
  summary: 'Check that no record of the audit log was changed, removed or added',
  example: '/seat audit verify',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

export function createAuditVerify(deps: AuditVerifyDeps): Command {
  return command({ signature: VERIFY, run: (_, context) => verify(deps, context) });
}

/** Nobody in a chat waits for a whole log to be read; whoever sits at the console may. */
async function verify(deps: AuditVerifyDeps, context: CommandContext): Promise<Reply> {
  const { stores, account, deliveryId, from, now } = context;
  if (context.actor.kind !== 'member' || deps.exportFilesOf(from) !== undefined) {
    const verified = await verifyAccount(deps, (read) => read(stores), account.id);
    return privately(verified.ok ? chainSoundView(verified.value) : chainBrokenView(verified.error, deliveryId));
  }
  await stores.work.add({
    id: deps.ids.next('work'),
    kind: 'audit.verify',
    key: `audit.verify:${deliveryId}`,
    payload: { accountId: account.id, deliveryId },
    dueAt: now,
  });
  return { kind: 'deferred', view: verifyingView() };
}
