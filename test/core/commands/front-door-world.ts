import { z } from 'zod';
import { createAuditTrail } from '../../../core/audit/audit-trail.ts';
import { command, type CommandContext } from '../../../core/commands/command.ts';
import { createFrontDoor } from '../../../core/commands/create-front-door.ts';
import type { Delivery } from '../../../core/commands/delivery.ts';
import type { Ask, Inbound, PlatformUser } from '../../../core/commands/inbound.ts';
import { privately } from '../../../core/commands/run-call.ts';
import { signature } from '../../../core/commands/signature.ts';
import type { StoredAction } from '../../../core/commands/stored-action.ts';
import { createIds } from '../../../core/ids.ts';
import { masterKeys } from '../../../core/secrets/master-keys.ts';
import type { Stores } from '../../../core/transaction.ts';
import { anAccount } from '../../builders/account.ts';
import { anAction, anInbound } from '../../builders/chat.ts';
import { ACME, NOW } from '../../builders/ids.ts';
import { aMember, aPlatformUser, anIdentity } from '../../builders/people.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';
import { createRecordingLog } from '../../fakes/recording-log.ts';
import { seededEntropy } from '../secrets/seeded-entropy.ts';

export const OPERATOR: PlatformUser = { surface: 'terminal', workspace: 'here', user: 'operator' };

const HELP = signature({
  name: 'help',
  group: 'account',
  summary: 'Help',
  example: '/seat help',
  reach: 'typed',
  typed: ['about'],
  args: z.object({ about: z.string().optional() }),
});

/** Stands for a form: `request` is stored behind it, `reason` is filled in. */
const REJECT = signature({
  name: 'reject',
  group: 'money',
  summary: 'Reject',
  example: '/seat reject 12 no',
  reach: 'step',
  typed: [],
  args: z.object({ request: z.uuid('Not a request.'), reason: z.string('Give a reason.').min(3, 'Give a reason.') }),
});

export type Ran = { readonly command: string; readonly args: unknown };

/** A front door with two commands that remember being run, and Ada who is known in the chat. */
export async function aFrontDoor() {
  const clock = createFakeClock(NOW.toString());
  const log = createRecordingLog();
  const database = createFakeDatabase();
  const entropy = seededEntropy('front door');
  const ids = createIds(clock, entropy);
  const masters = masterKeys([entropy.bytes(32)]);
  if (!masters.ok) throw new Error(masters.error.kind);
  const ran: Ran[] = [];
  const breaks: Error[] = [];
  async function runIn(name: string, args: unknown, { stores }: CommandContext) {
    ran.push({ command: name, args });
    await stores.members.add(aMember({ fullName: `Made by ${name}` }));
    const broken = breaks.shift();
    if (broken !== undefined) throw broken;
    const does = { command: 'help', args: {} };
    const again = { kind: 'run', label: 'Again', weight: 'plain', does } as const;
    return privately({ title: `Ran ${name} ${ran.length}`, tone: 'neutral', blocks: [], actions: [again] });
  }
  const commands = [
    command({ signature: HELP, run: (args, context) => runIn('help', args, context) }),
    command({ signature: REJECT, run: (args, context) => runIn('reject', args, context) }),
  ];
  const door = createFrontDoor({
    clock,
    ids,
    log,
    audit: createAuditTrail({ entropy, masters: masters.value }),
    commands,
    registry: database.registry,
    transaction: database.transaction,
    isOperator: ({ surface, user }) => surface === OPERATOR.surface && user === OPERATOR.user,
  });

  const ada = aMember({ role: 'admin' });
  const adaInChat = aPlatformUser();
  const inAccount = <Value>(work: (stores: Stores) => Promise<Value>) => database.transaction.run(ACME, work);
  await database.registry.createAccount(anAccount());
  await database.registry.bindWorkspace({ surface: 'chat', workspace: 'acme', accountId: ACME });
  await inAccount(async ({ members, identities }) => {
    await members.add(ada);
    await identities.link(anIdentity({ memberId: ada.id, user: adaInChat }));
  });

  return {
    ada,
    adaInChat,
    clock,
    database,
    door,
    inAccount,
    log,
    ran,
    breakNext: (times: number) => {
      for (let count = 0; count < times; count += 1) breaks.push(new Error('the handler broke'));
    },
    write: (inbound: Partial<Inbound> = {}) => anInbound({ from: adaInChat, ...inbound }),
    accept: async (ask: Ask, inbound: Partial<Inbound> = {}) => {
      const accepted = await door.accept(anInbound({ from: adaInChat, ask, ...inbound }));
      if (accepted.kind !== 'accepted') throw new Error(`Not accepted but ${accepted.kind}`);
      return accepted;
    },
    store: async (action: Partial<StoredAction> = {}): Promise<StoredAction> => {
      const stored = anAction(action);
      await database.transaction.run(stored.accountId, ({ actions }) => actions.add([stored]));
      return stored;
    },
    delivery: ({ from, deliveryKey }: Inbound): Promise<Delivery | undefined> =>
      inAccount(({ deliveries }) => deliveries.byKey(from.surface, from.workspace, deliveryKey)),
    made: async () => (await inAccount(({ members }) => members.list())).length - 1,
  };
}
