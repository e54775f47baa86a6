import { createGoogleMailboxes } from '../../../jobs/providers/google/google-mailboxes.ts';
import { GMAIL_QUOTAS } from '../../../jobs/providers/google/quota.ts';
import { createQuotaLimiter } from '../../../jobs/providers/quota-limiter.ts';
import type { GoogleDeps } from '../../../jobs/providers/google/google-client.ts';
import type { ProviderWorld } from '../../contracts/mailbox-provider-contract.ts';
import { createRecordingLog, type RecordingLog } from '../../fakes/recording-log.ts';
import { createScaledClock } from '../../stand-ins/clock/scaled-clock.ts';
import { demoFirm } from '../../stand-ins/corpus/demo-firm.ts';
import { createMailbox, type Mailbox } from '../../stand-ins/corpus/mailbox.ts';
import { startGoogle, type GoogleOptions, type GoogleStandIn } from '../../stand-ins/google/start-google.ts';
import { fill, mailboxHand } from './mailbox-hand.ts';
import { startProxy } from './tampering-proxy.ts';

export const CLARA = 'clara.whitfield@lindenpartners.example';
const SCOPES = ['gmail.metadata', 'admin.directory.user.readonly'];

export interface GoogleWorld extends ProviderWorld {
  readonly google: GoogleStandIn;
  readonly mailbox: Mailbox;
  readonly deps: GoogleDeps;
  readonly log: RecordingLog;
}

export function scopesOf(names: readonly string[]): readonly string[] {
  return names.map((name) => `https://www.googleapis.com/auth/${name}`);
}

/** Time runs 240 times faster: a minute's quota is a quarter of a second. */
export async function openGoogle(options: Partial<GoogleOptions> = {}): Promise<GoogleWorld> {
  const clock = createScaledClock({ factor: 240 });
  const horizon = clock.now().subtract({ hours: 24 * 365 });
  const people = demoFirm.people.filter(({ provider }) => provider === 'google');
  const mailboxes = new Map(people.map((person) => [person.primary, createMailbox(person, clock)]));
  const mailbox = mailboxes.get(CLARA);
  if (mailbox === undefined) throw new Error('Clara has no mailbox');
  fill(mailbox, clock.now(), horizon);
  const google = await startGoogle({ firm: demoFirm, mailboxes, clock, delegatedScopes: scopesOf(SCOPES), ...options });
  const poisoned = new Set<string>();
  const proxy = await startProxy(google.url, clock, (body) => spoilt(body, poisoned));
  const quota = GMAIL_QUOTAS[options.profile ?? 'new'];
  const limiter = createQuotaLimiter({ clock, sleep: (milliseconds) => clock.sleep(milliseconds) }, quota);
  const { client_email: clientEmail, client_id: clientId, private_key: privateKey } = google.serviceAccount;
  const log = createRecordingLog();
  const deps: GoogleDeps = {
    secret: { provider: 'google', clientEmail, clientId, privateKey, admin: CLARA },
    endpoints: { gmail: proxy.url, directory: proxy.url, token: `${proxy.url}/token` },
    quota,
    clock,
    limiter,
    log,
  };
  return {
    provider: createGoogleMailboxes(deps),
    google,
    mailbox,
    deps,
    log,
    clock,
    horizon,
    address: CLARA,
    hand: {
      ...mailboxHand(mailbox, horizon),
      poison: (messageId) => void poisoned.add(messageId),
      expireCursors: () => google.expireHistory(CLARA),
      throttle: (retryAfterMs) => google.faults.strike({ kind: 'throttle', retryAfterMs }, { where: '/gmail/' }),
      breakOnce: () => google.faults.strike({ kind: 'status', status: 503 }, { where: '/gmail/' }),
    },
    [Symbol.asyncDispose]: async () => {
      await proxy.stop();
      await google.stop();
    },
  };
}

/** Takes the date of arrival from a poisoned message, wherever the answer holds it. */
function spoilt(body: string, poisoned: ReadonlySet<string>): string {
  if (![...poisoned].some((messageId) => body.includes(messageId))) return body;
  return JSON.stringify(
    JSON.parse(body, (_key, value: unknown) => {
      const isPoisoned =
        isMessage(value) && [...poisoned].some((id) => JSON.stringify(value).includes(`"Message-ID","value":"${id}"`));
      return isPoisoned ? { ...value, internalDate: 'long ago' } : value;
    }),
  );
}

function isMessage(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'internalDate' in value;
}
