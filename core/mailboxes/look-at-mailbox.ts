import type { Provider } from '../accounts/provider.ts';
import type { Clock } from '../clock.ts';
import type { Id } from '../ids.ts';
import { normalAddress } from '../relationships/address.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { WorkOutcome } from '../work/work.ts';
import type { MailboxFacts, ProviderFailure } from './mailbox-provider.ts';
import type { MailboxProviders } from './mailbox-providers.ts';

export type Unauthorised = Extract<ProviderFailure, { kind: 'unauthorised' }>;
type NotNow = Exclude<ProviderFailure, Unauthorised>;

export type MailboxToLookAt = {
  readonly accountId: Id<'account'>;
  readonly provider: Provider;
  readonly address: string;
};

const ASK_AGAIN_AFTER = Temporal.Duration.from({ seconds: 30 });

/** What the mail system says of a mailbox, without reading a message. Outside of any transaction. */
export async function lookAtMailbox(
  providers: MailboxProviders,
  { accountId, provider, address }: MailboxToLookAt,
  signal: AbortSignal,
): Promise<Result<MailboxFacts, ProviderFailure>> {
  const opened = await providers.of(accountId, provider);
  if (!opened.ok) return err({ kind: 'unauthorised', fault: 'credential', detail: 'the mail system is not connected' });
  const facts = await opened.value.check(address, signal);
  return facts.ok ? primaryOnly(facts.value, address) : facts;
}

/** Mail of an alias lies in another mailbox, and a seat for it would be paid twice: the primary address is asked for. */
function primaryOnly(facts: MailboxFacts, address: string): Result<MailboxFacts, Unauthorised> {
  if (normalAddress(facts.primaryAddress) === address) return ok(facts);
  return err({ kind: 'unauthorised', fault: 'alias', detail: facts.primaryAddress });
}

export function lookLater({ clock }: { readonly clock: Clock }, failure: NotNow): WorkOutcome {
  switch (failure.kind) {
    case 'throttled':
      return { kind: 'again', dueAt: failure.retryAt, countsAsAttempt: false, reason: 'throttled' };
    case 'unavailable':
      return { kind: 'again', dueAt: clock.now().add(ASK_AGAIN_AFTER), countsAsAttempt: false, reason: 'unavailable' };
    default:
      return unreachable(failure);
  }
}
