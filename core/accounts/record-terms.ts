import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { PriceList } from '../billing/price-list.ts';
import type { Clock } from '../clock.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import type { Stores } from '../transaction.ts';
import type { Account } from './account.ts';

export type TermsChange = {
  readonly before: Account;
  readonly account: Account;
  readonly terms: PriceList | undefined;
  readonly changed: readonly Entitlement[];
  readonly workspaces: readonly { readonly surface: string; readonly workspace: string }[];
  readonly actor: AuditActor;
};

/** One record for each part that changed, with everything that a later dispute about a price would ask for. */
export async function recordTerms(
  { audit, clock }: { readonly audit: AuditTrail; readonly clock: Clock },
  stores: Stores,
  { before, account, terms, changed, workspaces, actor }: TermsChange,
): Promise<void> {
  const entry = { at: clock.now(), actor, subject: { kind: 'account', id: account.id }, personal: [] };
  if (before.tier !== account.tier || before.name !== account.name)
    await audit(stores, account.id, {
      ...entry,
      kind: 'account.changed',
      facts: { name: account.name, tier: account.tier },
    });
  if (terms !== undefined)
    await audit(stores, account.id, { ...entry, kind: 'account.terms', facts: termsFacts(terms) });
  for (const { seatType, purchased } of changed)
    await audit(stores, account.id, { ...entry, kind: 'account.entitlement', facts: { seatType, purchased } });
  for (const workspace of workspaces)
    await audit(stores, account.id, { ...entry, kind: 'account.workspace', facts: workspace });
}

function termsFacts({ version, currency, prices, anchor, interval, timeZone, mode, minimumFirstPurchase }: PriceList) {
  const amounts = Object.entries(prices).flatMap(([seatType, byInterval]) =>
    Object.entries(byInterval).map(([every, minor]) => [`${seatType} per ${every}`, minor] as const),
  );
  return {
    version,
    currency,
    ...Object.fromEntries(amounts),
    anchor: anchor.toString(),
    interval,
    timeZone,
    mode,
    minimum: minimumFirstPurchase['sync-only'] ?? 1,
  };
}
