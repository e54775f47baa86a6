import type { AuditEntry } from '../../../core/audit/audit-record.ts';
import type { PlatformUser } from '../../../core/commands/inbound.ts';
import { createIds, type Id } from '../../../core/ids.ts';
import type {
  ChatAddress,
  ChatDirectory,
  ChatGateway,
  Found,
  PlatformProfile,
  PostedMessage,
  SendFailure,
} from '../../../core/outbox/chat-gateway.ts';
import type { Notice, Recipient } from '../../../core/outbox/notice.ts';
import { tell } from '../../../core/outbox/tell.ts';
import type { Member } from '../../../core/people/member.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { View } from '../../../core/views/view.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';
import { createRecordingLog } from '../../fakes/recording-log.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

export const CHAT = 'chat';
export const MAIL = 'email';

export type Sent = { readonly to: ChatAddress; readonly title: string; readonly key: string };
export type Painted = { readonly reference: string; readonly title: string };

type Scripted<Value> = () => Promise<Result<Value, SendFailure>> | Result<Value, SendFailure>;

export type ScriptedGateway = ChatGateway & {
  readonly posts: readonly Sent[];
  readonly updates: readonly Painted[];
  readonly looks: readonly string[];
  /** What the next calls answer, in order; without a script a call succeeds. */
  readonly nextPost: (...answers: readonly Scripted<PostedMessage>[]) => void;
  readonly nextUpdate: (...answers: readonly Scripted<PostedMessage>[]) => void;
  readonly nextFind: (...answers: readonly Result<Found, SendFailure>[]) => void;
};

/** A platform that does as it is told and remembers every call. */
export function createScriptedGateway(surface: string): ScriptedGateway {
  const posts: Sent[] = [];
  const updates: Painted[] = [];
  const looks: string[] = [];
  const postScript: Scripted<PostedMessage>[] = [];
  const updateScript: Scripted<PostedMessage>[] = [];
  const findScript: Result<Found, SendFailure>[] = [];
  return {
    posts,
    updates,
    looks,
    nextPost: (...answers) => void postScript.push(...answers),
    nextUpdate: (...answers) => void updateScript.push(...answers),
    nextFind: (...answers) => void findScript.push(...answers),
    post: async (to, view, key) => {
      posts.push({ to, title: view.title, key });
      const answer = postScript.shift();
      if (answer !== undefined) return await answer();
      return ok({ surface, workspace: to.workspace, reference: `message-${posts.length}` });
    },
    update: async (message, view) => {
      updates.push({ reference: message.reference, title: view.title });
      const answer = updateScript.shift();
      return answer === undefined ? ok(message) : await answer();
    },
    find: async (_, key) => {
      looks.push(key);
      return findScript.shift() ?? ok({ kind: 'absent' });
    },
  };
}

export type OutboxWorld = Awaited<ReturnType<typeof setUpOutbox>>;

/** One account with a verified domain, a bound workspace, and Ada in it, who is linked nowhere yet. */
export async function setUpOutbox() {
  const clock = createFakeClock();
  const ids = createIds(clock, seededEntropy('outbox'));
  const log = createRecordingLog();
  const database = createFakeDatabase();
  const audited: AuditEntry[] = [];
  const chat = createScriptedGateway(CHAT);
  const mail = createScriptedGateway(MAIL);
  const profiles: PlatformProfile[] = [];
  const accountId = ids.next('account');
  const ada: Member = {
    id: ids.next('member'),
    accountId,
    fullName: 'Ada Lovelace',
    address: 'ada@acme.example',
    role: 'admin',
    grants: [],
    standing: 'active',
    version: 1,
  };
  const userOf = (user: string): PlatformUser => ({ surface: CHAT, workspace: 'W1', user });
  const directory: ChatDirectory = {
    profileOf: async (user) => ok(profiles.find((profile) => profile.user.user === user.user)),
    findByAddress: async (_, address) => ok(profiles.find((profile) => profile.confirmedAddress === address)),
  };

  await database.registry.createAccount({
    id: accountId,
    name: 'Acme',
    tier: 'scale',
    userManagers: 'enterprise-admin',
    mailSharing: 'everyone',
    lockedSettings: [],
    seatDefaults: {},
    coolOffHours: 24,
    version: 1,
  });
  await database.registry.bindWorkspace({ surface: CHAT, workspace: 'W1', accountId });
  await database.transaction.run(accountId, async (stores) => {
    await stores.members.add(ada);
    const at = clock.now();
    await stores.domains.add({
      id: ids.next('domain-claim'),
      accountId,
      domain: 'acme.example',
      token: 'token',
      claimedAt: at,
      firstVerifiedAt: at,
      version: 1,
      state: 'verified',
      verifiedAt: at,
      checkedAt: at,
      missedAt: undefined,
      nextLookAt: at.add({ hours: 24 }),
    });
  });

  const gateways = new Map<string, ChatGateway>([
    [CHAT, chat],
    [MAIL, mail],
  ]);
  const directories = new Map<string, ChatDirectory>([[CHAT, directory]]);
  const deps = {
    clock,
    ids,
    log,
    transaction: database.transaction,
    registry: database.registry,
    audit: async (_: unknown, __: unknown, entry: AuditEntry) => void audited.push(entry),
    gateways: (surface: string) => gateways.get(surface),
    directories: (surface: string) => directories.get(surface),
  };

  return {
    deps,
    clock,
    log,
    database,
    accountId,
    ada,
    audited,
    chat,
    mail,
    gateways,
    directories,
    profiles,
    userOf,
    link: (user: string) =>
      database.transaction.run(accountId, ({ identities }) =>
        identities.link({
          id: ids.next('identity'),
          accountId,
          memberId: ada.id,
          user: userOf(user),
          proof: 'confirmed-address',
          linkedAt: clock.now(),
        }),
      ),
    tell: (recipient: Recipient, view: View = aView('First'), key = 'told', subject = 'subject') =>
      database.transaction.run(accountId, async (stores) => {
        await tell(deps, stores, accountId, { key, subject, recipient, view });
        const notice = (await stores.notices.ofSubject(subject)).find((told) => told.key === key);
        if (notice === undefined) throw new Error('Nothing was told');
        return { accountId, noticeId: notice.id };
      }),
    notice: (id: Id<'notice'>): Promise<Notice | undefined> =>
      database.transaction.run(accountId, ({ notices }) => notices.get(id)),
  };
}

export function aView(title: string): View {
  return { title, tone: 'neutral', blocks: [], actions: [] };
}

export function aProfile(user: PlatformUser, over: Partial<PlatformProfile> = {}): PlatformProfile {
  return { user, name: 'Ada', confirmedAddress: 'ada@acme.example', standing: 'full', ...over };
}
