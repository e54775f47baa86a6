import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import { openText, type Place } from '../secrets/envelope.ts';
import type { Stores } from '../transaction.ts';
import { openedSecret, type OpenedSecret } from './opened-secret.ts';
import type { OrgCredential } from './org-credential.ts';

type Sealed = Pick<OrgCredential, 'id' | 'accountId' | 'secret'>;

/** The clear text of a credential, for the memory of a job. One that does not open was altered or moved: that throws. */
export async function openCredential(
  deps: AccountKeysDeps,
  stores: Pick<Stores, 'keys'>,
  credential: Sealed,
): Promise<OpenedSecret> {
  const { content } = await accountKeyring(deps, stores, credential.accountId);
  const text = openText(content, credential.secret, secretPlace(credential));
  if (!text.ok) throw new Error(`The secret of credential ${credential.id} does not open: ${text.error.kind}`);
  return openedSecret.parse(JSON.parse(text.value));
}

export function secretPlace({ id, accountId }: Pick<OrgCredential, 'id' | 'accountId'>): Place {
  return { accountId, table: 'credential', column: 'secret', rowId: id };
}
