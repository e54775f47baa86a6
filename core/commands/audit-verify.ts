import { z } from 'zod';
import { verifyAccount, type VerifyAccountDeps } from '../audit/verify-account.ts';
import { chainBrokenView, chainSoundView } from './audit-verify-views.ts';
import { command, type Command } from './command.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const VERIFY = signature({
  name: 'audit verify',
  group: 'account',
  summary: 'Check that no record of the audit log was changed, removed or added',
  example: '/seat audit verify',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

export function createAuditVerify(deps: VerifyAccountDeps): Command {
  return command({
    signature: VERIFY,
    run: async (_, { stores, account, deliveryId }) => {
      const verified = await verifyAccount(deps, stores, account.id);
      return privately(verified.ok ? chainSoundView(verified.value) : chainBrokenView(verified.error, deliveryId));
    },
  });
}
