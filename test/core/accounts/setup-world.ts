import { DEFAULT_DEPARTURE_CONFIG } from '../../../core/departures/departure-config.ts';
import { createAuditTrail } from '../../../core/audit/audit-trail.ts';
import type { AuditRecord } from '../../../core/audit/audit-record.ts';
import { createFrontDoor } from '../../../core/commands/create-front-door.ts';
import type { Command } from '../../../core/commands/command.ts';
import type { Ask, Conversation, PlatformUser } from '../../../core/commands/inbound.ts';
import type { Reply, SealedReply } from '../../../core/commands/reply.ts';
import type { CoreDeps } from '../../../core/deps.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import type { Member } from '../../../core/people/member.ts';
import { masterKeys } from '../../../core/secrets/master-keys.ts';
import type { Stores } from '../../../core/transaction.ts';
import type { Answers } from '../../../core/views/answers.ts';
import { anAccount } from '../../builders/account.ts';
import { ACME, ids as builderIds } from '../../builders/ids.ts';
import { aMember, aPlatformUser } from '../../builders/people.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDatabase, type FakeDatabase } from '../../fakes/fake-database.ts';
import { replyText } from '../commands/reply-text.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

export const OPERATOR: PlatformUser = { surface: 'terminal', workspace: 'here', user: 'operator' };

export type SetupWorld = {
  readonly deps: CoreDeps;
  readonly database: FakeDatabase;
  readonly ada: Member;
  readonly adaInChat: PlatformUser;
  readonly say: (from: PlatformUser, text: string, at?: Partial<Conversation>) => Promise<SealedReply>;
  readonly press: (from: PlatformUser, action: string, at?: Partial<Conversation>) => Promise<SealedReply>;
  readonly submit: (from: PlatformUser, action: string, answers: Answers) => Promise<SealedReply>;
  readonly read: <Value>(work: (stores: Stores) => Promise<Value>) => Promise<Value>;
  readonly wait: (duration: Temporal.DurationLike) => void;
  /** Titles of what was told, oldest first. */
  readonly told: () => Promise<readonly string[]>;
  readonly notices: () => Promise<readonly Notice[]>;
  readonly records: () => Promise<readonly AuditRecord[]>;
};

/** An account with Ada as its Admin in a chat, and an operator at the console; people speak through the front door. */
export async function aSetupWorld(commandsOf: (deps: CoreDeps) => readonly Command[]): Promise<SetupWorld> {
  const clock = createFakeClock();
  const database = createFakeDatabase();
  const deps = coreDeps(clock, database);
  const ada = aMember({ role: 'admin' });
  const adaInChat = aPlatformUser();
  await settle(deps, ada, adaInChat);

  const frontDoor = createFrontDoor({
    ...deps,
    commands: commandsOf(deps),
    isOperator: ({ surface, user }) => surface === OPERATOR.surface && user === OPERATOR.user,
  });
  const deliver = async (from: PlatformUser, ask: Ask, at: Partial<Conversation> = {}): Promise<SealedReply> => {
    const { surface, workspace } = from;
    const accepted = await frontDoor.accept({
      deliveryKey: builderIds.next('delivery'),
      from,
      at: { surface, workspace, address: 'direct', isPrivate: true, ...at },
      ask,
      canOpenForm: true,
    });
    if (accepted.kind === 'invalid') return { kind: 'fields', errors: accepted.errors };
    if (accepted.kind !== 'accepted') throw new Error(`The delivery was ${accepted.kind}`);
    return await frontDoor.handle(accepted);
  };
  const read: SetupWorld['read'] = (work) => deps.transaction.run(ACME, work);
  const notices = () => read((stores) => stores.notices.list(['pending']));
  return {
    deps,
    database,
    ada,
    adaInChat,
    say: (from, text, at) => deliver(from, { kind: 'typed', text }, at),
    press: (from, action, at) => deliver(from, { kind: 'press', action, answers: {} }, at),
    submit: (from, action, answers) => deliver(from, { kind: 'submit', action, answers }),
    read,
    wait: clock.advance,
    notices,
    told: async () => (await notices()).map(({ view }) => view.title),
    records: () => read(({ audit }) => audit.from(1, 1000)),
  };
}

function coreDeps(clock: CoreDeps['clock'], database: FakeDatabase): CoreDeps {
  const entropy = seededEntropy(`setup/${builderIds.next('account')}`);
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  return {
    clock,
    entropy,
    ids: builderIds,
    // What breaks in a handler fails the test with its cause.
    log: {
      info: () => {},
      warn: () => {},
      error: (fields, event) => {
        throw new Error(event, { cause: fields['error'] });
      },
    },
    masters: masters.value,
    registry: database.registry,
    transaction: database.transaction,
    audit: createAuditTrail({ entropy, masters: masters.value }),
    leaving: DEFAULT_DEPARTURE_CONFIG,
  };
}

async function settle(
  { registry, transaction, ids, clock }: CoreDeps,
  ada: Member,
  adaInChat: PlatformUser,
): Promise<void> {
  await registry.createAccount(anAccount());
  for (const { surface, workspace } of [adaInChat, OPERATOR]) {
    await registry.bindWorkspace({ surface, workspace, accountId: ACME });
  }
  await transaction.run(ACME, async ({ members, identities }) => {
    await members.add(ada);
    await identities.link({
      id: ids.next('identity'),
      accountId: ACME,
      memberId: ada.id,
      user: adaInChat,
      proof: 'operator',
      linkedAt: clock.now(),
    });
  });
}

/** The answer as the console would print it, without the spaces that align it. */
export function shown(reply: Reply<unknown>): string {
  return replyText(reply).replaceAll(/ {2,}/gu, ' ');
}

/** The id behind the button with this label. */
export function button(reply: SealedReply, label: string): string {
  const actions = 'view' in reply ? reply.view.actions : [];
  const action = actions.find((candidate) => candidate.label === label);
  if (action?.kind !== 'run')
    throw new Error(`There is no button “${label}” among ${actions.map((one) => one.label).join(', ')}`);
  return action.does;
}

export function submitOf(reply: SealedReply): string {
  if (reply.kind !== 'form') throw new Error(`Not a form but ${reply.kind}`);
  return reply.form.submit.does;
}
