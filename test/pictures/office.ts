import { createApp } from '../../core/app.ts';
import { createAuditTrail } from '../../core/audit/audit-trail.ts';
import type { Ask, PlatformUser } from '../../core/commands/inbound.ts';
import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { CoreDeps } from '../../core/deps.ts';
import { createIds } from '../../core/ids.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import type { Member } from '../../core/people/member.ts';
import { ok } from '../../core/result.ts';
import { createCheckSeat } from '../../core/seats/check-seat.ts';
import { masterKeys } from '../../core/secrets/master-keys.ts';
import type { Stores } from '../../core/transaction.ts';
import { anAccount, aPriceList } from '../builders/account.ts';
import { ACME, NOW } from '../builders/ids.ts';
import { aCredential, aVerifiedClaim } from '../builders/setup.ts';
import { seededEntropy } from '../core/secrets/seeded-entropy.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { createFakeDatabase } from '../fakes/fake-database.ts';
import { createRecordingLog } from '../fakes/recording-log.ts';

export const DOMAIN = 'lindenpartners.example';

export interface Office {
  readonly deps: CoreDeps;
  readonly clock: FakeClock;
  readonly frontDoor: FrontDoor;
  readonly inAccount: <Value>(work: (stores: Stores) => Promise<Value>) => Promise<Value>;
  readonly employs: (user: string, person: Pick<Member, 'fullName' | 'address' | 'role' | 'grants'>) => Promise<Member>;
  readonly asks: (user: string, ask: Ask) => Promise<SealedReply>;
  /** Looks at every mailbox that waits for it, as the worker would. */
  readonly checksSeats: () => Promise<void>;
  readonly notices: () => Promise<readonly Notice[]>;
}

type Place = Pick<PlatformUser, 'surface' | 'workspace'>;

/** A firm on one platform with its setup done: the real product over a database in memory. */
export async function openOffice(place: Place): Promise<Office> {
  const clock = createFakeClock(NOW.toString());
  const entropy = seededEntropy('pictures');
  const database = createFakeDatabase();
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
  };
  const { frontDoor } = createApp({ ...deps, isOperator: () => false, secretFilesOf: () => undefined });
  await database.registry.createAccount(anAccount({ name: 'Linden Partners' }));
  await database.registry.bindWorkspace({ ...place, accountId: ACME });
  const inAccount: Office['inAccount'] = (work) => deps.transaction.run(ACME, work);
  await inAccount(setUp);
  return {
    deps,
    clock,
    frontDoor,
    inAccount,
    employs: (user, person) => inAccount((stores) => employ(deps, stores, { place, user, person })),
    asks: asking({ clock, frontDoor, place }),
    checksSeats: () => checkEverySeat(deps, inAccount),
    notices: () => inAccount(({ notices }) => notices.list(['pending', 'delivered'])),
  };
}

async function setUp({ accounts, credentials, domains }: Stores): Promise<void> {
  await accounts.addTerms(aPriceList());
  await credentials.add(aCredential({ health: { kind: 'ok', access: 'headers', checkedAt: NOW } }));
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

async function checkEverySeat(deps: CoreDeps, inAccount: Office['inAccount']): Promise<void> {
  const provider = {
    check: async (address: string) =>
      ok({ primaryAddress: address, aliases: [], access: 'headers', messageCount: undefined } as const),
    changes: async () => {
      throw new Error('Nothing is read for these pictures');
    },
  };
  const checkSeat = createCheckSeat({ ...deps, providers: { of: async () => ok(provider) } });
  for (const { id } of await inAccount(({ seats }) => seats.list())) {
    await checkSeat({ accountId: ACME, seatId: id }, new AbortController().signal);
  }
}
