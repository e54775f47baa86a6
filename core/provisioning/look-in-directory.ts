import type { AdvanceBatchDeps } from '../bulk/advance-batch.ts';
import { unreachable } from '../result.ts';
import type { WorkHandler } from '../work/work-handler.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { DirectoryFailure, DirectoryPage, DirectoryReaders } from '../directory/directory-reader.ts';
import { inviteNewcomers } from './invite-newcomers.ts';
import { keepListed } from './keep-listed.ts';
import type { ProvisioningRule } from './provisioning.ts';

export type LookDeps = AdvanceBatchDeps & { readonly directoryReaders: DirectoryReaders };

type Rule = Extract<ProvisioningRule, { state: 'on' }>;

const A_DAY = Temporal.Duration.from({ hours: 24 });
const SOON = Temporal.Duration.from({ hours: 1 });

/** Lists the directory once a day, page by page, and invites newcomers. Killed anywhere it goes on with the page it stopped at. */
export function createLookInDirectory(deps: LookDeps): WorkHandler<'provisioning.look'> {
  return async ({ accountId, claimId }, signal) => {
    for (;;) {
      const rule = await deps.transaction.run(accountId, ({ provisioning }) => provisioning.get(claimId));
      if (rule?.state !== 'on') return { kind: 'done' };
      if (Temporal.Instant.compare(deps.clock.now(), rule.nextLookAt) < 0) return later(rule.nextLookAt, 'not due');
      const reader = await deps.directoryReaders.of(accountId, rule.provider);
      if (!reader.ok) return later(deps.clock.now().add(A_DAY), 'the mail system is not connected');
      const page = await reader.value.page(rule, signal);
      const outcome = page.ok ? await keepPage(deps, rule, page.value) : await afterFailure(deps, rule, page.error);
      if (outcome !== undefined) return outcome;
    }
  };
}

/** People and place in one transaction; after the last page newcomers are invited in it too. */
async function keepPage(deps: LookDeps, rule: Rule, { people, next }: DirectoryPage): Promise<WorkOutcome | undefined> {
  return await deps.transaction.run(rule.accountId, async (stores) => {
    const now = deps.clock.now();
    const current = await stores.provisioning.get(rule.claimId);
    // Set anew or turned off while the directory answered: what it said is for another rule.
    if (current?.state !== 'on' || current.version !== rule.version) return undefined;
    await keepListed(deps, stores, rule, people);
    const nextLookAt = now.add(A_DAY);
    const listed: Rule =
      next === undefined
        ? { ...rule, from: undefined, isFirst: false, lookedAt: now, nextLookAt, version: rule.version + 1 }
        : { ...rule, from: next, version: rule.version + 1 };
    await stores.provisioning.replace(rule, listed);
    if (next !== undefined) return undefined;
    await inviteNewcomers(deps, stores, listed);
    return later(nextLookAt, 'the directory was listed');
  });
}

async function afterFailure(deps: LookDeps, rule: Rule, failure: DirectoryFailure): Promise<WorkOutcome | undefined> {
  switch (failure.kind) {
    case 'throttled':
      return later(failure.retryAt, 'throttled');
    case 'unavailable':
      return later(deps.clock.now().add(SOON), 'the directory gave no answer');
    case 'unauthorised':
      // Whoever can mend the access is told by its own check.
      return later(deps.clock.now().add(A_DAY), failure.detail);
    case 'page-gone':
      await deps.transaction.run(rule.accountId, async ({ provisioning }) => {
        const current = await provisioning.get(rule.claimId);
        if (current?.version === rule.version)
          await provisioning.replace(rule, { ...rule, from: undefined, version: rule.version + 1 });
      });
      return undefined;
    default:
      return unreachable(failure);
  }
}

function later(dueAt: Temporal.Instant, reason: string): WorkOutcome {
  return { kind: 'again', dueAt, countsAsAttempt: false, reason };
}
