import type { Member } from '../people/member.ts';
import { belongsToFirm, firmOf } from '../relationships/firm.ts';
import { createHolders, type HoldersStores } from '../relationships/holders.ts';
import { copyWithSubject, openSubject } from '../relationships/open-subject.ts';
import type { PrivacyLevel } from '../relationships/privacy.ts';
import { visibleInteraction } from '../relationships/visible-interaction.ts';
import { accountKeyring, type AccountKeysDeps } from '../secrets/account-keys.ts';
import type { Stores } from '../transaction.ts';

export type ExamplesStores = HoldersStores & Pick<Stores, 'crm' | 'keys' | 'members' | 'domains'>;

/** One message of the owner’s, with what a colleague sees of it. */
export type PrivacyExample =
  | { readonly kind: 'hidden'; readonly at: Temporal.Instant; readonly others: readonly string[] }
  | {
      readonly kind: 'shown';
      readonly at: Temporal.Instant;
      readonly others: readonly string[];
      readonly subject: string | undefined;
      readonly limitedBy: PrivacyLevel | undefined;
    };

const MOST = 3;
const LOOKED_AT = 20;

/** The newest messages of somebody’s own mail as colleagues see them; for nobody’s eyes but the owner’s. */
export async function privacyExamples(
  deps: AccountKeysDeps,
  stores: ExamplesStores,
  owner: Member,
): Promise<readonly PrivacyExample[]> {
  const firm = await firmOf(stores);
  const holdersOf = await createHolders(stores, { viewer: undefined });
  const { content } = await accountKeyring(deps, stores, owner.accountId);
  const examples: PrivacyExample[] = [];
  for (const { occurredAt: at, participants, copies } of await stores.crm.contactsOf(owner.id, LOOKED_AT)) {
    const outside = participants.filter(({ address }) => !belongsToFirm(address, firm));
    if (outside.length === 0) continue;
    const others = outside.map(({ name, address }) => name ?? address);
    const stored = { occurredAt: at, participants, visibility: 'external' } as const;
    const seen = visibleInteraction({ ...stored, subject: '', body: undefined }, undefined, await holdersOf(copies));
    const copy = seen.kind === 'shown' && seen.subject !== undefined ? copyWithSubject(owner.id, copies) : undefined;
    const subject = copy === undefined ? undefined : openSubject(content, owner.accountId, copy);
    examples.push(
      seen.kind === 'hidden'
        ? { kind: 'hidden', at, others }
        : { kind: 'shown', at, others, subject, limitedBy: seen.limitedBy },
    );
    if (examples.length === MOST) break;
  }
  return examples;
}
