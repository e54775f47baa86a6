import type { Id } from '../../core/ids.ts';
import { createApp } from '../../core/app.ts';
import type { HeadAnchors } from '../../core/audit/head-anchors.ts';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import type { Ask, Inbound, PlatformUser } from '../../core/commands/inbound.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import { createIds } from '../../core/ids.ts';
import type { MailboxFacts, ProviderFailure } from '../../core/mailboxes/mailbox-provider.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import type { Grant, Member, Role } from '../../core/people/member.ts';
import { ok, type Result } from '../../core/result.ts';
import type { PriceList } from '../../core/billing/price-list.ts';
import { DEFAULT_DEPARTURE_CONFIG } from '../../core/departures/departure-config.ts';
import { createClosePeriod } from '../../core/billing/close-period.ts';
import { createExpireRequest } from '../../core/approvals/expire-request.ts';
import { createVoidSeat } from '../../core/seats/void-seat.ts';
import type { ChatFiles } from '../../core/bulk/chat-files.ts';
import type { ChatDocuments } from '../../core/documents/chat-documents.ts';
import { createCheckSeat } from '../../core/seats/check-seat.ts';
import { masterKeys } from '../../core/secrets/master-keys.ts';
import type { Stores } from '../../core/transaction.ts';
import { plainText } from '../../core/views/plain-text.ts';
import type { Answers } from '../../core/views/answers.ts';
import type { Action, SealedView } from '../../core/views/view.ts';
import { anAccount, aPriceList } from '../builders/account.ts';
import { ACME, NOW } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { deliverTwice } from './deliver-twice.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createFakeDatabase, type FakeDatabase } from '../fakes/fake-database.ts';
import { unsignedHeads } from '../fakes/fake-head-file.ts';
import { createFakeDisk } from '../fakes/fake-disk.ts';
import { createAuditWorker } from './audit-worker.ts';
import { createDocumentWorker } from './document-worker.ts';
import { createListWorkers } from './list-workers.ts';
import { createRoundWorkers } from './round-workers.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';

export type WorldOptions = {
  readonly chatFiles?: ChatFiles;
  /** What the chat gives files in; without it there are none. */
  readonly documents?: ChatDocuments;
  readonly seats?: number;
  readonly heads?: HeadAnchors;
  readonly look?: (address: string) => Result<MailboxFacts, ProviderFailure>;
  /** Where the account is kept and which one it is; in a database of its own in memory unless said. */
  readonly home?: Home;
};

export type Home = Pick<FakeDatabase, 'transaction' | 'registry'> & {
  readonly accountId: Id<'account'>;
  readonly workspace: string;
};

/** Whoever is called this sits at the machine and may name its files. */
export const CONSOLE = 'console';

/** And whoever is called this operates the installation. */
export const OPERATOR = 'operator';

/** One account with its setup done, in memory: everything real but the database and the platforms. */
export async function aWorld({
  seats = 0,
  heads = unsignedHeads(),
  look = readable,
  home,
  chatFiles,
  documents,
}: WorldOptions = {}) {
  const clock = createFakeClock(NOW.toString());
  const entropy = seededEntropy('world');
  const ids = createIds(clock, entropy);
  const database = createFakeDatabase();
  const { transaction, registry, accountId, workspace } = home ?? { ...database, accountId: ACME, workspace: 'acme' };
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const log = createRecordingLog();
  const audit = createAuditTrail({ entropy, masters: masters.value });
  const deps = {
    clock,
    ids,
    entropy,
    log,
    masters: masters.value,
    registry,
    transaction,
    audit,
    heads,
    leaving: DEFAULT_DEPARTURE_CONFIG,
  };
  const disk = createFakeDisk();
  const { frontDoor, signatures, writeAgain } = createApp({
    ...deps,
    isOperator: ({ user }) => user === OPERATOR,
    secretFilesOf: () => undefined,
    exportFilesOf: ({ user }) => (user === CONSOLE ? disk : undefined),
    listFilesOf: ({ user }) => (user === CONSOLE ? disk : undefined),
    documentWayOf: ({ user }) => (user === CONSOLE ? undefined : documents?.kind),
    publicUrl: () => 'https://usher.example/',
  });
  const checkSeat = createCheckSeat({
    ...deps,
    providers: {
      of: async () =>
        ok({
          check: async (address) => look(address),
          changes: async () => {
            throw new Error('not read here');
          },
        }),
    },
  });

  await registry.createAccount(anAccount({ id: accountId }));
  await registry.bindWorkspace({ surface: 'chat', workspace, accountId });
  const inAccount = <Value>(work: (stores: Stores) => Promise<Value>) => transaction.run(accountId, work);
  await inAccount((stores) => prepare(stores, { accountId, clock, ids, seats }));

  let said = 0;
  let nextIsTwice = false;
  async function says(user: string, ask: Ask, repliesTo?: string): Promise<SealedReply> {
    said += 1;
    clock.advance({ milliseconds: 1 });
    const from: PlatformUser = { surface: 'chat', workspace, user };
    const inbound: Inbound = {
      deliveryKey: `k${said}`,
      from,
      at: { ...from, address: `dm-${user}`, isPrivate: true },
      ask,
      canOpenForm: true,
      repliesTo,
    };
    const isTwice = nextIsTwice;
    nextIsTwice = false;
    if (isTwice) return await deliverTwice(frontDoor, inbound);
    const accepted = await frontDoor.accept(inbound);
    if (accepted.kind === 'invalid') return { kind: 'fields', errors: accepted.errors };
    if (accepted.kind !== 'accepted') throw new Error(`Not accepted: ${accepted.kind}`);
    return await frontDoor.handle(accepted);
  }

  async function member(
    user: string,
    fullName: string,
    rights: { role?: Role; grants?: readonly Grant[] } = {},
  ): Promise<Member> {
    const added: Member = {
      id: ids.next('member'),
      accountId,
      fullName,
      address: `${user}@acme.example`,
      role: rights.role ?? 'standard',
      grants: rights.grants ?? [],
      standing: 'active',
      version: 1,
    };
    await inAccount(async ({ members, identities }) => {
      await members.add(added);
      await identities.link({
        id: ids.next('identity'),
        accountId,
        memberId: added.id,
        user: { surface: 'chat', workspace, user },
        proof: 'operator',
        linkedAt: clock.now(),
      });
    });
    return added;
  }

  const voidSeat = createVoidSeat(deps);
  const expireRequest = createExpireRequest(deps);
  const closePeriod = createClosePeriod(deps);
  const signal = new AbortController().signal;
  const lists = createListWorkers({ ...deps, queue: database.queue, files: () => chatFiles });
  const rounds = createRoundWorkers({ ...deps, queue: database.queue });
  const handing = createDocumentWorker({ ...deps, writeAgain, queue: database.queue, documents: () => documents });

  return {
    deps,
    clock,
    log,
    database,
    signatures,
    inAccount,
    member,
    /** `twice`: the platform delivers what is said next two times at once. */
    delivers: (times: 'once' | 'twice') => {
      nextIsTwice = times === 'twice';
    },
    sends: (user: string, upload: string, text = '') => says(user, { kind: 'typed', text, upload }),
    ...lists,
    ...rounds,
    ...handing,
    ...createAuditWorker({ ...deps, queue: database.queue }),
    files: disk.files,
    types: (user: string, text: string) => says(user, { kind: 'typed', text }),
    /** In the thread under a message. */
    writesUnder: (user: string, reference: string, text: string) => says(user, { kind: 'typed', text }, reference),
    /** As the chat itself reports it: what stands behind a button of its own, with what it adds. */
    answersOffer: (user: string, action: string, answers: Answers) => says(user, { kind: 'press', action, answers }),
    presses: (user: string, view: SealedView, label: string | RegExp) =>
      says(user, { kind: 'press', action: buttonOf(view, label), answers: {} }),
    submits: (user: string, reply: SealedReply, answers: Answers) => {
      if (reply.kind !== 'form') throw new Error(`There is no form to submit but ${replyText(reply)}`);
      return says(user, { kind: 'submit', action: reply.form.submit.does, answers });
    },
    /** Runs every seat check that is due, as the worker would. */
    checksSeats: async () => {
      clock.advance({ milliseconds: 1 });
      const open = await inAccount(({ seats: all }) => all.list());
      for (const { id } of open) await checkSeat({ accountId, seatId: id }, new AbortController().signal);
    },
    checks: (seatId: Id<'seat'>) => checkSeat({ accountId, seatId }, signal),
    voids: (seatId: Id<'seat'>) => voidSeat({ accountId, seatId }),
    closesPeriod: () => closePeriod({ accountId }),
    expires: (requestId: Id<'request'>) => expireRequest({ accountId, requestId }),
    /** New commercial terms, from the next moment on. */
    setsTerms: (terms: Partial<PriceList>) =>
      inAccount(async ({ accounts }) => {
        const before = await accounts.terms();
        if (before === undefined) throw new Error('There are no terms');
        await accounts.addTerms({ ...before, ...terms, version: before.version + 1 });
      }),
    /** The newest thing the outbox holds for somebody, whether in their chat or by member. */
    lastNotice: async (who: { readonly id: Id<'member'> }, user: string): Promise<Notice> => {
      const all = await inAccount(({ notices }) => notices.list(['pending', 'delivered']));
      const last = all
        .filter(({ recipient }) =>
          recipient.kind === 'member'
            ? recipient.memberId === who.id
            : recipient.address.kind === 'user' && recipient.address.user === user,
        )
        .toSorted((left, right) => (left.id < right.id ? 1 : -1))[0];
      if (last === undefined) throw new Error(`${user} was told nothing`);
      return last;
    },
  };
}

function readable(address: string): Result<MailboxFacts, ProviderFailure> {
  return ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined });
}

type Preparing = {
  readonly accountId: Id<'account'>;
  readonly clock: { now: () => Temporal.Instant };
  readonly ids: ReturnType<typeof createIds>;
  readonly seats: number;
};

async function prepare(stores: Stores, { accountId, clock, ids, seats }: Preparing): Promise<void> {
  const now = clock.now();
  await stores.accounts.addTerms(aPriceList());
  await stores.credentials.add({
    id: ids.next('credential'),
    accountId,
    provider: 'google',
    label: 'acme',
    secret: 'sealed',
    expiresAt: undefined,
    health: { kind: 'ok', access: 'headers', checkedAt: now },
    version: 1,
  });
  await stores.domains.add({
    id: ids.next('domain-claim'),
    accountId,
    domain: 'acme.example',
    token: 't',
    claimedAt: now,
    firstVerifiedAt: now,
    version: 1,
    state: 'verified',
    verifiedAt: now,
    checkedAt: now,
    missedAt: undefined,
    nextLookAt: now.add({ hours: 24 }),
  });
  const entitlement = await stores.entitlements.lock('sync-only');
  if (seats > 0)
    await stores.entitlements.replace(entitlement, {
      ...entitlement,
      purchased: seats,
      version: entitlement.version + 1,
    });
}

export function viewText(view: SealedView): string {
  return plainText(view, { timeZone: 'UTC', actions: 'labels' });
}

function buttonOf(view: SealedView, label: string | RegExp): string {
  const button = view.actions.find(
    (action): action is Extract<Action<Id<'action'>>, { kind: 'run' }> =>
      action.kind === 'run' && (typeof label === 'string' ? action.label === label : label.test(action.label)),
  );
  if (button === undefined) throw new Error(`No button ${label.toString()} on: ${viewText(view)}`);
  return button.does;
}
