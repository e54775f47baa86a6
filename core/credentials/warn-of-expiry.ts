import { PROVIDER_NAMES } from '../accounts/provider.ts';
import { tellAdministrators } from '../accounts/tell-administrators.ts';
import type { Clock } from '../clock.ts';
import type { TellDeps } from '../outbox/tell.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import { countOf } from '../views/count-text.ts';
import type { View } from '../views/view.ts';
import type { OrgCredential } from './org-credential.ts';
import { PROVIDER_GUIDES } from './provider-guides.ts';

const DAYS_BEFORE = [1, 7, 30] as const;

/** Told 30 days, 7 days and 1 day before a key stops working, once each, where the day is known. */
export async function warnOfExpiry(
  deps: TellDeps & { readonly clock: Clock },
  stores: Stores,
  credential: OrgCredential,
): Promise<void> {
  const { id, provider, expiresAt } = credential;
  if (expiresAt === undefined) return;
  const left = expiresAt.since(deps.clock.now()).total('hours') / 24;
  const threshold = DAYS_BEFORE.find((days) => left > 0 && left <= days);
  if (threshold === undefined) return;
  const subject = `credential-expires:${id}:${expiresAt.epochMilliseconds}:${threshold}`;
  if ((await stores.notices.ofSubject(subject)).length > 0) return;
  await tellAdministrators(deps, stores, {
    row: POLICY[`setup ${provider}`],
    key: subject,
    subject,
    view: expiryView(credential, expiresAt, Math.ceil(left)),
    alsoInChannel: true,
  });
}

function expiryView({ id, provider, label }: OrgCredential, expiresAt: Temporal.Instant, days: number): View {
  return {
    title: `The key for ${PROVIDER_NAMES[provider]} expires in ${countOf(days, 'day', 'days')}`,
    tone: days <= 1 ? 'bad' : 'attention',
    blocks: [
      {
        kind: 'text',
        text: ['From then on no mailbox there can be read. A new key can be handed over at any time before.'],
      },
      {
        kind: 'facts',
        facts: [
          { label: 'Expires', value: [{ moment: expiresAt }] },
          { label: 'Access', value: [label] },
          { label: 'Who can mend it', value: ['the administrator of your mail system, with whoever runs Usher'] },
          { label: 'On the console', value: [{ code: PROVIDER_GUIDES[provider].handover }] },
          { label: 'Reference', value: [{ code: id }] },
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Show the steps', weight: 'primary', does: { command: 'setup steps', args: { provider } } },
    ],
  };
}
