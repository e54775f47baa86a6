import type { MicrosoftDeps } from '../../../jobs/providers/microsoft/graph-client.ts';
import { createMicrosoftMailboxes } from '../../../jobs/providers/microsoft/microsoft-mailboxes.ts';
import { GRAPH_QUOTA } from '../../../jobs/providers/microsoft/quota.ts';
import { createQuotaLimiter } from '../../../jobs/providers/quota-limiter.ts';
import type { ProviderWorld } from '../../contracts/mailbox-provider-contract.ts';
import { createRecordingLog, type RecordingLog } from '../../fakes/recording-log.ts';
import { createScaledClock } from '../../stand-ins/clock/scaled-clock.ts';
import { demoFirm } from '../../stand-ins/corpus/demo-firm.ts';
import { createMailbox, type Mailbox } from '../../stand-ins/corpus/mailbox.ts';
import {
  startMicrosoft,
  type MicrosoftOptions,
  type MicrosoftStandIn,
} from '../../stand-ins/microsoft/start-microsoft.ts';
import { fill, mailboxHand } from './mailbox-hand.ts';
import { startProxy, type Tamper } from './tampering-proxy.ts';

export const SOFIE = 'sofie.lindqvist@linden-europe.example';

export interface MicrosoftWorld extends ProviderWorld {
  readonly microsoft: MicrosoftStandIn;
  readonly mailbox: Mailbox;
  readonly deps: MicrosoftDeps;
  readonly log: RecordingLog;
}

export type MicrosoftWorldOptions = Partial<MicrosoftOptions> & { readonly tamper?: Tamper };

/** Time runs 240 times faster. */
export async function openMicrosoft({ tamper, ...options }: MicrosoftWorldOptions = {}): Promise<MicrosoftWorld> {
  const clock = createScaledClock({ factor: 240 });
  const horizon = clock.now().subtract({ hours: 24 * 365 });
  const people = demoFirm.people.filter(({ provider }) => provider === 'microsoft');
  const mailboxes = new Map(people.map((person) => [person.primary, createMailbox(person, clock)]));
  const mailbox = mailboxes.get(SOFIE);
  if (mailbox === undefined) throw new Error('Sofie has no mailbox');
  fill(mailbox, clock.now(), horizon);
  const roles = ['Mail.ReadBasic.All', 'User.Read.All'];
  const microsoft = await startMicrosoft({ firm: demoFirm, mailboxes, clock, roles, ...options });
  const poisoned = new Set<string>();
  const spoil: Tamper = (body, path) => spoilt(tamper?.(body, path) ?? body, poisoned);
  const proxy = await startProxy(microsoft.url, clock, spoil);
  const limiter = createQuotaLimiter({ clock, sleep: (milliseconds) => clock.sleep(milliseconds) }, GRAPH_QUOTA);
  const log = createRecordingLog();
  const clientSecret = microsoft.app.secrets[0]?.value ?? '';
  const deps: MicrosoftDeps = {
    secret: {
      provider: 'microsoft',
      tenantId: microsoft.tenant.id,
      clientId: microsoft.app.clientId,
      proof: { kind: 'secret', clientSecret },
    },
    endpoints: { graph: proxy.url, authority: proxy.url },
    quota: GRAPH_QUOTA,
    clock,
    limiter,
    log,
  };
  return {
    provider: createMicrosoftMailboxes(deps),
    microsoft,
    mailbox,
    deps,
    log,
    clock,
    horizon,
    address: SOFIE,
    hand: {
      ...mailboxHand(mailbox, horizon),
      poison: (messageId) => void poisoned.add(messageId),
      expireCursors: () => microsoft.expireDeltaTokens(),
      throttle: (retryAfterMs) =>
        microsoft.faults.strike({ kind: 'throttle', retryAfterMs }, { where: '/mailFolders/' }),
      breakOnce: () => microsoft.faults.strike({ kind: 'status', status: 503 }, { where: '/mailFolders/' }),
    },
    [Symbol.asyncDispose]: async () => {
      await proxy.stop();
      await microsoft.stop();
    },
  };
}

/** Gives a poisoned message a date of arrival that is none. */
function spoilt(body: string, poisoned: ReadonlySet<string>): string {
  if (![...poisoned].some((messageId) => body.includes(messageId))) return body;
  return JSON.stringify(
    JSON.parse(body, (_key, value: unknown) =>
      isMessage(value) && poisoned.has(value.internetMessageId) ? { ...value, receivedDateTime: 'long ago' } : value,
    ),
  );
}

function isMessage(value: unknown): value is { readonly internetMessageId: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'internetMessageId' in value &&
    typeof value.internetMessageId === 'string'
  );
}
