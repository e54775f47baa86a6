import { createApp } from '../../core/app.ts';
import { DEFAULT_DEPARTURE_CONFIG } from '../../core/departures/departure-config.ts';
import type { HeadAnchors } from '../../core/audit/head-anchors.ts';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import type { Account } from '../../core/accounts/account.ts';
import type { ChannelPurpose } from '../../core/accounts/account-store.ts';
import type { PriceList } from '../../core/billing/price-list.ts';
import type { CoreDeps } from '../../core/deps.ts';
import { createIds, type Id } from '../../core/ids.ts';
import { DEFAULT_SYNC_CONFIG } from '../../core/mailboxes/sync-config.ts';
import type { Grant, Member, Role } from '../../core/people/member.ts';
import type { ChatGateway } from '../../core/outbox/chat-gateway.ts';
import type { MailboxProvider } from '../../core/mailboxes/mailbox-provider.ts';
import { err, ok } from '../../core/result.ts';
import { changePurchased } from '../../core/seats/capacity.ts';
import { masterKeys } from '../../core/secrets/master-keys.ts';
import type { Stores } from '../../core/transaction.ts';
import { createWorkHandlers } from '../../core/work-handlers.ts';
import { anAccount, aPriceList } from '../builders/account.ts';
import { ACME, NOW } from '../builders/ids.ts';
import { aCredential, aVerifiedClaim } from '../builders/setup.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import { createFakeChatGateway, type FakeChatGateway } from '../fakes/fake-chat-gateway.ts';
import { createFakeDirectory, type FakeDirectory } from '../fakes/fake-directory.ts';
import { createFakeDatabase, type FakeDatabase } from '../fakes/fake-database.ts';
import { unsignedHeads } from '../fakes/fake-head-file.ts';
import { createFakeMailboxProvider, type FakeMailboxProvider } from '../fakes/fake-mailbox-provider.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';
import { createManualClock, type ManualClock } from '../stand-ins/clock/scaled-clock.ts';
import { addressOf, CAST, type CastName } from './cast.ts';
import { openConsoleFront } from './fronts/console-front.ts';
import type { Front, FrontDeps, FrontName, Place } from './fronts/front.ts';
import { openSlackFront } from './fronts/slack-front.ts';
import { openTeamsFront } from './fronts/teams-front.ts';
import { readAloud } from './read-aloud.ts';
import { workThrough } from './work-through.ts';

export type FloorOptions = {
  readonly account?: Partial<Account>;
  readonly terms?: Partial<PriceList>;
  /** Sync Only seats bought before the story begins. */
  readonly seats?: number;
  readonly isSetUp?: boolean;
  /** Signed heads of the audit log; none unless said. */
  readonly heads?: HeadAnchors;
  /** Where it is kept; in memory unless said. */
  readonly home?: Home;
};

export type Home = Pick<FakeDatabase, 'transaction' | 'registry' | 'queue'> & {
  readonly dueAt: (work: Id<'work'>) => Promise<Temporal.Instant | undefined>;
};

/** Somebody `invited` is in the chat and has no access yet. */
export type Rights = {
  readonly role?: Role;
  readonly grants?: readonly Grant[];
  readonly standing?: 'active' | 'invited';
};

export type Colleague = Place & { readonly member: Member };

/** One account on one platform: the product's own front end, core and work, over a database in memory. */
export type Floor = AsyncDisposable & {
  readonly front: Front;
  readonly clock: ManualClock;
  /** The mailboxes of everybody in the cast are in it. */
  readonly mailboxes: FakeMailboxProvider;
  /** Until then the mail system shows mailboxes and asks for a pause at every page. */
  readonly pausesReading: (until: Temporal.Instant) => void;
  readonly mail: FakeChatGateway;
  /** From now on the platform takes no direct message for them. */
  readonly refusesMessagesTo: (name: CastName) => void;
  /** Who is in the company's directory. */
  readonly directory: FakeDirectory;
  /** TXT records by name. */
  readonly dns: Map<string, readonly string[]>;
  readonly inAccount: <Value>(work: (stores: Stores) => Promise<Value>) => Promise<Value>;
  readonly hires: (name: CastName, rights?: Rights) => Promise<Colleague>;
  /** Somebody who is a member already, such as who was invited in the story. */
  readonly meets: (name: CastName) => Promise<Colleague>;
  /** Somebody who was invited and is known in this chat from now on. */
  readonly joins: (name: CastName) => Promise<Colleague>;
  readonly announcesIn: (purpose: ChannelPurpose) => Promise<void>;
  /** Does all work that is due now. */
  readonly works: () => Promise<void>;
};

export async function openFloor(name: FrontName, options: FloorOptions = {}): Promise<Floor> {
  const clock = createManualClock(NOW);
  const entropy = seededEntropy('rows');
  const database = options.home ?? inMemory();
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const deps: CoreDeps = {
    clock,
    entropy,
    ids: createIds(clock, entropy),
    log: createRecordingLog(),
    masters: masters.value,
    audit: createAuditTrail({ entropy, masters: masters.value }),
    registry: database.registry,
    transaction: database.transaction,
    leaving: DEFAULT_DEPARTURE_CONFIG,
  };
  const heads = options.heads ?? unsignedHeads();
  const app = createApp({
    ...deps,
    heads,
    isOperator: () => false,
    secretFilesOf: () => undefined,
    exportFilesOf: () => undefined,
    listFilesOf: () => undefined,
    documentWayOf: () => undefined,
    publicUrl: () => 'https://usher.example/',
  });
  const front = await FRONT_OPENERS[name]({ clock, frontDoor: app.frontDoor, log: deps.log });
  const inAccount: Floor['inAccount'] = (work) => deps.transaction.run(ACME, work);
  await database.registry.createAccount(anAccount(options.account));
  await database.registry.bindWorkspace({ surface: front.surface, workspace: front.workspace, accountId: ACME });
  await inAccount((stores) => setUp(stores, options));

  const mailboxes = createFakeMailboxProvider({ pageSize: 50 });
  for (const user of Object.keys(CAST)) mailboxes.addMailbox(`${user}@acme.example`);
  let pause = clock.now();
  const mailSystem: MailboxProvider = {
    check: mailboxes.check,
    changes: async (reading, signal) =>
      Temporal.Instant.compare(clock.now(), pause) < 0
        ? err({ kind: 'throttled', retryAt: clock.now().add({ hours: 6 }) })
        : await mailboxes.changes(reading, signal),
  };
  const directory = createFakeDirectory();
  const mail = createFakeChatGateway({ surface: 'email' });
  const dns = new Map<string, readonly string[]>();
  const refused = new Set<string>();
  const chat: ChatGateway = {
    ...front.gateway,
    post: async (to, view, key) =>
      to.kind === 'user' && refused.has(to.user)
        ? err({ kind: 'refused', reason: 'no messages for them' })
        : await front.gateway.post(to, view, key),
  };
  const handlers = createWorkHandlers({
    ...deps,
    handle: app.frontDoor.handle,
    signatures: app.signatures,
    writeAgain: app.writeAgain,
    heads,
    documents: () => undefined,
    providers: { of: async () => ok(mailSystem) },
    directoryReaders: { of: async () => ok(directory) },
    probe: { probe: async () => ok('headers') },
    txt: { txt: async (domain) => ({ kind: 'records', values: dns.get(domain) ?? [] }) },
    sync: DEFAULT_SYNC_CONFIG,
    gateways: (surface) => (surface === front.surface ? chat : surface === 'email' ? mail : undefined),
    files: () => undefined,
    directories: (surface) => (surface === front.surface ? front.directory : undefined),
  });
  return {
    front,
    clock,
    mailboxes,
    pausesReading: (until) => {
      pause = until;
    },
    mail,
    refusesMessagesTo: (user) => void refused.add(front.userId(user)),
    directory,
    dns,
    inAccount,
    hires: async (user, rights = {}) => ({
      ...readAloud(front.place(user)),
      member: await hire(deps, front, { user, rights }),
    }),
    meets: async (user) => ({ ...readAloud(front.place(user)), member: await memberOf(inAccount, user) }),
    joins: async (user) => {
      const member = await memberOf(inAccount, user);
      await inAccount((stores) => identify(deps, stores, front, { user, member }));
      return { ...readAloud(front.place(user)), member };
    },
    announcesIn: (purpose) =>
      inAccount(({ channels }) =>
        channels.set({
          purpose,
          surface: front.surface,
          workspace: front.workspace,
          channel: front.channelId(purpose),
          label: `#${purpose}`,
        }),
      ),
    works: async () => {
      await workThrough({ clock, queue: database.queue, dueAt: database.dueAt, handlers });
      // People act a moment later, when the platforms take messages again.
      clock.advance({ seconds: 5 });
    },
    [Symbol.asyncDispose]: () => front[Symbol.asyncDispose](),
  };
}

function inMemory(): Home {
  const database = createFakeDatabase();
  return { ...database, dueAt: async (work) => database.workOf(ACME).find(({ id }) => id === work)?.dueAt };
}

const FRONT_OPENERS = {
  slack: openSlackFront,
  teams: openTeamsFront,
  console: openConsoleFront,
} as const satisfies Record<FrontName, (deps: FrontDeps) => Promise<Front>>;

async function setUp(stores: Stores, { terms, seats = 0, isSetUp = true }: FloorOptions): Promise<void> {
  if (!isSetUp) return;
  await stores.accounts.addTerms(aPriceList(terms));
  await stores.credentials.add(aCredential({ health: { kind: 'ok', access: 'headers', checkedAt: NOW } }));
  await stores.domains.add(aVerifiedClaim({ domain: 'acme.example' }));
  if (seats > 0) await changePurchased(stores, 'sync-only', seats, NOW);
}

type Hiring = { readonly user: CastName; readonly rights: Rights };

async function hire(deps: CoreDeps, front: Front, { user, rights }: Hiring): Promise<Member> {
  const member: Member = {
    id: deps.ids.next('member'),
    accountId: ACME,
    fullName: CAST[user],
    address: addressOf(user),
    role: rights.role ?? 'standard',
    grants: rights.grants ?? [],
    standing: rights.standing ?? 'active',
    version: 1,
  };
  await deps.transaction.run(ACME, async (stores) => {
    await stores.members.add(member);
    await identify(deps, stores, front, { user, member });
  });
  return member;
}

async function memberOf(inAccount: Floor['inAccount'], user: CastName): Promise<Member> {
  const member = await inAccount(({ members }) => members.byAddress(addressOf(user)));
  if (member === undefined) throw new Error(`${CAST[user]} is not a member`);
  return member;
}

async function identify(
  { ids, clock }: CoreDeps,
  { identities }: Stores,
  front: Front,
  { user, member }: { readonly user: CastName; readonly member: Member },
): Promise<void> {
  await identities.link({
    id: ids.next('identity'),
    accountId: ACME,
    memberId: member.id,
    user: { surface: front.surface, workspace: front.workspace, user: front.userId(user) },
    proof: 'operator',
    linkedAt: clock.now(),
  });
}
