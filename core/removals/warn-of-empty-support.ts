import { tellAdministrators } from '../accounts/tell-administrators.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { RemovalDeps } from './removal-deps.ts';
import { removalTitle } from './removal-names.ts';
import type { RemovalRequest } from './removal-request.ts';
import { hasSupportMember } from './support-recipients.ts';

/** A channel that everybody reads and nobody may act in: the request is kept, and those who can change it are told. */
export async function warnOfEmptySupport(deps: RemovalDeps, stores: Stores, request: RemovalRequest): Promise<void> {
  if (await hasSupportMember(stores)) return;
  const key = `support-empty:${request.id}`;
  await tellAdministrators(deps, stores, {
    row: POLICY.grant,
    key,
    subject: key,
    alsoInChannel: false,
    view: {
      title: `${removalTitle(request)} waits, and nobody here is of support`,
      tone: 'attention',
      blocks: [
        {
          kind: 'text',
          text: ['The channel for support has it, but nobody may take it. Give somebody the grant: ', { code: GRANT }],
        },
        { kind: 'note', text: ['It is kept, and due by ', { moment: request.dueBy }, '.'] },
      ],
      actions: [],
    },
  });
}

export const GRANT = '/seat grant ada@company.example support';
