import type { Id } from '../../../core/ids.ts';
import type { Mailbox, MailboxClass } from '../../../core/mailboxes/mailbox.ts';
import { DEFAULT_SYNC_CONFIG, type SyncConfig } from '../../../core/mailboxes/sync-config.ts';
import { createSyncMailbox, type SyncMailbox } from '../../../core/mailboxes/sync-mailbox.ts';
import type { MailboxProvider } from '../../../core/mailboxes/mailbox-provider.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import type { Member } from '../../../core/people/member.ts';
import type { PrivacyLevel } from '../../../core/relationships/privacy.ts';
import { whoKnows, type WhoKnows } from '../../../core/relationships/who-knows.ts';
import { ok } from '../../../core/result.ts';
import type { AccountKeysDeps } from '../../../core/secrets/account-keys.ts';
import { masterKeys } from '../../../core/secrets/master-keys.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { Lease, WorkOutcome } from '../../../core/work/work.ts';
import { anAccount } from '../../builders/account.ts';
import { ids } from '../../builders/ids.ts';
import { aMailbox, aQueuedRun } from '../../builders/mailboxes.ts';
import { aMember } from '../../builders/people.ts';
import { aSeat } from '../../builders/seats.ts';
import { aCredential, aVerifiedClaim } from '../../builders/setup.ts';
import { seededEntropy } from '../../core/secrets/seeded-entropy.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { createFakeMailboxProvider, type FakeMailboxProvider } from '../../fakes/fake-mailbox-provider.ts';
import type { FakeMailbox } from '../../fakes/mailbox/fake-mailbox.ts';
import { createRecordingLog, type RecordingLog } from '../../fakes/recording-log.ts';
import type { OpenedStores } from '../stores/tenant.ts';

/** An account whose members' mailboxes are read by the real engine, from a provider in memory. */
export type ReadingFirm = {
  readonly accountId: Id<'account'>;
  readonly clock: FakeClock;
  readonly keyDeps: AccountKeysDeps;
  readonly log: RecordingLog;
  readonly provider: FakeMailboxProvider;
  readonly keys: AccountKeysDeps;
  readonly admin: Member;
  readonly run: <Value>(work: (stores: Stores) => Promise<Value>) => Promise<Value>;
  readonly addReader: (reader?: Partial<NewReader>) => Promise<Reader>;
  /** Claims the mailbox's work, which must be due, and lets a worker have one turn at it. */
  readonly turn: (reader: Reader, options?: TurnOptions) => Promise<WorkOutcome>;
  readonly claim: (reader: Reader) => Promise<Lease>;
  /** As many turns as it takes until nothing waits any more. */
  readonly readAll: (reader: Reader) => Promise<void>;
  readonly notices: () => Promise<readonly Notice[]>;
  readonly who: (viewer: Member, query: string) => Promise<WhoKnows>;
};

export type NewReader = {
  readonly fullName: string;
  readonly address: string;
  readonly privacy: PrivacyLevel;
  readonly class: MailboxClass;
  readonly member: Member;
};

export type Reader = {
  readonly member: Member;
  readonly mailbox: Mailbox;
  readonly inbox: FakeMailbox;
  readonly workId: Id<'work'>;
};

export type TurnOptions = {
  readonly lease?: Lease;
  readonly signal?: AbortSignal;
  /** Stands in front of the firm's provider. */
  readonly provider?: MailboxProvider;
  /** What each transaction's work is wrapped in. */
  readonly around?: <Value>(work: (stores: Stores) => Promise<Value>) => (stores: Stores) => Promise<Value>;
};

export async function aReadingFirm(
  opened: OpenedStores,
  { pageSize = 2, ...changes }: Partial<SyncConfig> & { readonly pageSize?: number } = {},
): Promise<ReadingFirm> {
  const accountId = ids.next('account');
  const clock = createFakeClock();
  const log = createRecordingLog();
  const provider = createFakeMailboxProvider({ pageSize });
  const entropy = seededEntropy(accountId);
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const config = { ...DEFAULT_SYNC_CONFIG, ...changes };
  const keys = { entropy, masters: masters.value };
  const run: ReadingFirm['run'] = (work) => opened.transaction.run(accountId, work);

  await opened.registry.createAccount(anAccount({ id: accountId }));
  const admin = aMember({ accountId, role: 'admin', fullName: 'Bea Admin', address: `bea@${domainOf(accountId)}` });
  await run(async (stores) => {
    await stores.members.add(admin);
    await stores.domains.add(aVerifiedClaim({ accountId, domain: domainOf(accountId) }));
    await stores.credentials.add(aCredential({ accountId }));
  });

  function engine({ provider: front = provider, around }: TurnOptions): SyncMailbox {
    return createSyncMailbox({
      ...keys,
      clock,
      ids,
      log,
      config,
      providers: { of: async () => ok(front) },
      transaction:
        around === undefined
          ? opened.transaction
          : { run: (account, work) => opened.transaction.run(account, around(work)) },
    });
  }

  const claim: ReadingFirm['claim'] = async ({ workId }) => {
    const now = clock.now();
    const lease = await opened.queue.claim(accountId, workId, now, now.add({ seconds: 60 }));
    if (lease === undefined) throw new Error('The mailbox is not due');
    return lease;
  };

  const turn: ReadingFirm['turn'] = async (reader, options = {}) => {
    const lease = options.lease ?? (await claim(reader));
    const { signal = new AbortController().signal } = options;
    const outcome = await engine(options)({ accountId, mailboxId: reader.mailbox.id }, lease, signal);
    await opened.queue.finish(lease, outcome);
    return outcome;
  };

  return {
    accountId,
    clock,
    keyDeps: keys,
    log,
    provider,
    keys,
    admin,
    run,
    claim,
    turn,
    addReader: (reader = {}) => addReader({ accountId, admin, provider, run, now: clock.now() }, reader),
    readAll: async (reader) => {
      for (let turns = 0; turns < 200; turns += 1) {
        const outcome = await turn(reader);
        if (outcome.kind === 'again' && outcome.reason === 'cycle') return;
      }
      throw new Error('The reading does not come to an end');
    },
    notices: () => run(({ notices }) => notices.list(['pending', 'sending', 'unknown', 'delivered', 'undeliverable'])),
    who: (viewer, query) =>
      run((stores) => whoKnows({ ...keys, clock }, stores, { accountId, memberId: viewer.id }, query)),
  };
}

/** One storage serves many firms, and a verified domain belongs to one of them. */
export function domainOf(accountId: string): string {
  return `d${accountId.replaceAll('-', '')}.example`;
}

type Adding = Pick<ReadingFirm, 'accountId' | 'admin' | 'provider' | 'run'> & { readonly now: Temporal.Instant };

async function addReader(
  { accountId, admin, provider, run, now }: Adding,
  reader: Partial<NewReader>,
): Promise<Reader> {
  const { privacy = 'share-all', class: mailboxClass = 'work' } = reader;
  const fullName = reader.fullName ?? 'Jane Doe';
  const [first = 'jane'] = fullName.toLowerCase().split(' ');
  const address = reader.address ?? `${first}@${domainOf(accountId)}`;
  const member = reader.member ?? aMember({ accountId, fullName, address });
  const mailbox = aMailbox({ accountId, memberId: member.id, address, class: mailboxClass, nextSyncAt: now });
  const queued = aQueuedRun({ accountId, mailboxId: mailbox.id, queuedAt: now });
  const workId = ids.next('work');
  await run(async (stores) => {
    if (reader.member === undefined) {
      await stores.members.add(member);
      await stores.seats.add(aSeat({ accountId, memberId: member.id, invitedBy: admin.id, privacy }));
    }
    await stores.mailboxes.add(mailbox);
    await stores.runs.add(queued);
    await stores.work.add({
      id: workId,
      kind: 'mailbox.sync',
      key: `mailbox.sync:${mailbox.id}`,
      payload: { accountId, mailboxId: mailbox.id },
      dueAt: now,
    });
  });
  return { member, mailbox, workId, inbox: provider.addMailbox({ address }) };
}
