import { expect, test } from 'vitest';
import type { Provider } from '../../../core/accounts/provider.ts';
import { createIds } from '../../../core/ids.ts';
import { GOOGLE_ENDPOINTS } from '../../../jobs/providers/google/endpoints.ts';
import { GMAIL_QUOTAS } from '../../../jobs/providers/google/quota.ts';
import { createMailboxProviders } from '../../../jobs/providers/mailbox-providers.ts';
import type { OpenedCredential } from '../../../jobs/providers/per-credential.ts';
import { MICROSOFT_ENDPOINTS } from '../../../jobs/providers/microsoft/endpoints.ts';
import { GRAPH_QUOTA } from '../../../jobs/providers/microsoft/quota.ts';
import { createQuotaLimiter } from '../../../jobs/providers/quota-limiter.ts';
import { seededEntropy } from '../../core/secrets/seeded-entropy.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createRecordingLog } from '../../fakes/recording-log.ts';

const clock = createFakeClock();
const ids = createIds(clock, seededEntropy('providers'));
const accountId = ids.next('account');

test('one client serves a credential until another version of it is there', async () => {
  const credentialId = ids.next('credential');
  const held: { credential: OpenedCredential } = { credential: googleCredential(credentialId, 1) };
  const providers = setUp(() => held.credential);

  const first = await providers.of(accountId, 'google');
  const second = await providers.of(accountId, 'google');
  held.credential = googleCredential(credentialId, 2);
  const third = await providers.of(accountId, 'google');

  expect(first.ok && second.ok && first.value === second.value).toBe(true);
  expect(first.ok && third.ok && first.value === third.value).toBe(false);
});

test('an account without access to a mail system is not connected', async () => {
  const providers = setUp((provider) =>
    provider === 'google' ? googleCredential(ids.next('credential'), 1) : undefined,
  );

  const answer = await providers.of(accountId, 'microsoft');

  expect(answer).toEqual({ ok: false, error: { kind: 'not-connected' } });
});

function googleCredential(id: OpenedCredential['id'], version: number): OpenedCredential {
  const clientEmail = 'usher@linden-demo.iam.gserviceaccount.com';
  return { id, version, secret: { provider: 'google', clientEmail, clientId: '1', privateKey: 'none' } };
}

function setUp(open: (provider: Provider) => OpenedCredential | undefined) {
  const quota = GMAIL_QUOTAS.new;
  const limiter = createQuotaLimiter({ clock, sleep: () => Promise.resolve() }, quota);
  const base = { clock, limiter, log: createRecordingLog() };
  return createMailboxProviders({
    openCredential: async (_account, provider) => open(provider),
    google: { ...base, endpoints: GOOGLE_ENDPOINTS, quota },
    microsoft: { ...base, endpoints: MICROSOFT_ENDPOINTS, quota: GRAPH_QUOTA },
  });
}
