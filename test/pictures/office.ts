import { createApp } from '../../core/app.ts';
import { DEFAULT_DEPARTURE_CONFIG } from '../../core/departures/departure-config.ts';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import type { Ask, PlatformUser } from '../../core/commands/inbound.ts';
import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { CoreDeps } from '../../core/deps.ts';
import { createIds } from '../../core/ids.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import type { Member } from '../../core/people/member.ts';
import { createSyncMailbox } from '../../core/mailboxes/sync-mailbox.ts';
import { DEFAULT_SYNC_CONFIG } from '../../core/mailboxes/sync-config.ts';
import { WORK_PAYLOADS, type Lease, type WorkOutcome, type WorkQueue } from '../../core/work/work.ts';
import { DOMAIN, mailOfTheFirm } from './office-mail.ts';
import { ok } from '../../core/result.ts';
import { createCheckSeat } from '../../core/seats/check-seat.ts';
import { masterKeys } from '../../core/secrets/master-keys.ts';
import type { Stores } from '../../core/transaction.ts';
import { anAccount, aPriceList } from '../builders/account.ts';
import { ACME, NOW } from '../builders/ids.ts';
import { aCredential, aVerifiedClaim } from '../builders/setup.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import type { ChatGateway } from '../../core/outbox/chat-gateway.ts';
import { createDeliverNotice } from '../../core/outbox/deliver-notice.ts';
import { createFakeChatGateway } from '../fakes/fake-chat-gateway.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { createFakeDatabase } from '../fakes/fake-database.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';

export interface Office {
  readonly deps: CoreDeps;
  readonly clock: FakeClock;
  readonly frontDoor: FrontDoor;
  readonly inAccount: <Value>(read: (stores: Stores) => Promise<Value>) => Promise<Value>;
  readonly employs: (user: string, person: Pick<Member, 'fullName' | 'address' | 'role' | 'grants'>) => Promise<Member>;
  readonly asks: (user: string, ask: Ask) => Promise<SealedReply>;
  /** Looks at every mailbox that waits for it and reads those that may be read, as the worker would. */
  readonly works: () => Promise<void>;
  readonly notices: () => Promise<readonly Notice[]>;
}

type Place = Pick<PlatformUser, 'surface' | 'workspace'>;

/** A firm on one platform with its setup done: the real product over a database in memory. */
export async function openOffice(place: Place, { isSetUp = true } = {}): Promise<Office> {
  const clock = createFakeClock(NOW.toString());
  const entropy = seededEntropy('pictures');
  const database = createFakeDatabase();
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const deps: CoreDeps & { readonly clock: FakeClock } = {
    clock,
    entropy,
    ids: createIds(clock, entropy),
    log: createRecordingLog(),
    masters: masters.value,
    audit: createAuditTrail({ entropy, masters: masters.value }),
    leaving: DEFAULT_DEPARTURE_CONFIG,
    registry: database.registry,
    transaction: database.transaction,
  };
  const { frontDoor } = createApp({
    ...deps,
    isOperator: () => false,
    secretFilesOf: () => undefined,
    exportFilesOf: () => undefined,
    listFilesOf: () => undefined,
    documentWayOf: () => undefined,
    publicUrl: () => 'https://usher.example/',
    heads: { file: { append: async () => {}, read: async () => [] }, keys: [] },
  });
  const providers = { of: async () => ok(mailOfTheFirm()) };
  const handlers = {
    'seat.check': createCheckSeat({ ...deps, providers }),
    'mailbox.sync': createSyncMailbox({ ...deps, providers, config: DEFAULT_SYNC_CONFIG }),
  };
  await database.registry.createAccount(anAccount({ name: 'Linden Partners' }));
  await database.registry.bindWorkspace({ ...place, accountId: ACME });
  const inAccount: Office['inAccount'] = (ask) => deps.transaction.run(ACME, ask);
  await inAccount((stores) => (isSetUp ? setUp(stores) : Promise.resolve()));
  return {
    deps,
    clock,
    frontDoor,
    inAccount,
    employs: (user, person) => inAccount((stores) => employ(deps, stores, { place, user, person })),
    asks: asking({ clock, frontDoor, place }),
    works: async () => {
      await work({ ...deps, handlers, queue: database.queue });
      await tellOwners(deps);
      await work({ ...deps, handlers, queue: database.queue });
    },
    notices: () => inAccount(({ notices }) => notices.list(['pending', 'delivered'])),
  };
}

async function setUp({ accounts, credentials, domains }: Stores): Promise<void> {
  await accounts.addTerms(aPriceList());
  await credentials.add(
    aCredential({ label: `usher@${DOMAIN}`, health: { kind: 'ok', access: 'headers', checkedAt: NOW } }),
  );
  await domains.add(aVerifiedClaim({ domain: DOMAIN }));
}

type Hiring = {
  readonly place: Place;
  readonly user: string;
  readonly person: Pick<Member, 'fullName' | 'address' | 'role' | 'grants'>;
};

async function employ({ ids, clock }: CoreDeps, stores: Stores, { place, user, person }: Hiring): Promise<Member> {
  const member: Member = { ...person, id: ids.next('member'), accountId: ACME, standing: 'active', version: 1 };
  await stores.members.add(member);
  await stores.identities.link({
    id: ids.next('identity'),
    accountId: ACME,
    memberId: member.id,
    user: { ...place, user },
    proof: 'operator',
    linkedAt: clock.now(),
  });
  return member;
}

type Asking = { readonly clock: FakeClock; readonly frontDoor: FrontDoor; readonly place: Place };

function asking({ clock, frontDoor, place }: Asking): Office['asks'] {
  let asked = 0;
  return async (user, ask) => {
    asked += 1;
    clock.advance({ milliseconds: 1 });
    const from = { ...place, user };
    const accepted = await frontDoor.accept({
      deliveryKey: `asked-${asked}`,
      from,
      at: { ...from, address: `dm-${user}`, isPrivate: true },
      ask,
      canOpenForm: true,
    });
    if (accepted.kind !== 'accepted') throw new Error(`${user} was not heard: ${accepted.kind}`);
    return await frontDoor.handle(accepted);
  };
}

/** No mailbox is read before its owner was told; who they are, no picture shows, so that their chat is one in memory. */
async function tellOwners(deps: CoreDeps & { readonly clock: FakeClock }): Promise<void> {
  const deliver = createDeliverNotice({ ...deps, gateways: inMemory, directories: () => undefined });
  const pending = await deps.transaction.run(ACME, ({ notices }) => notices.list(['pending']));
  for (const { id, subject } of pending)
    if (subject.startsWith('reading-begins:'))
      await deliver({ accountId: ACME, noticeId: id }, new AbortController().signal);
  deps.clock.advance({ seconds: 2 });
}

function inMemory(surface: string): ChatGateway {
  return createFakeChatGateway({ surface });
}

type Working = Pick<CoreDeps, 'clock' | 'transaction'> & { readonly handlers: Handlers; readonly queue: WorkQueue };
type Handlers = {
  readonly 'seat.check': ReturnType<typeof createCheckSeat>;
  readonly 'mailbox.sync': ReturnType<typeof createSyncMailbox>;
};

/** One piece of due work after another, each with its lease, until none of these kinds is due. */
async function work({ clock, handlers, queue }: Working): Promise<void> {
  const { signal } = new AbortController();
  for (;;) {
    const now = clock.now();
    const due = (await queue.due(now, 100)).find(({ kind }) => kind in handlers);
    if (due === undefined) return;
    const lease = await queue.claim(due.accountId, due.workId, now, now.add({ minutes: 5 }));
    if (lease === undefined) throw new Error('Work that is due is held by somebody');
    await queue.finish(lease, await run(handlers, lease, signal));
  }
}

async function run(handlers: Handlers, lease: Lease, signal: AbortSignal): Promise<WorkOutcome> {
  const { kind, payload } = lease.work;
  if (kind === 'seat.check') return await handlers[kind](WORK_PAYLOADS[kind].parse(payload), signal);
  if (kind === 'mailbox.sync') return await handlers[kind](WORK_PAYLOADS[kind].parse(payload), lease, signal);
  throw new Error(`No picture needs ${kind}`);
}
