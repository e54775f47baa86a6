import type { OpenCore } from '../../bots/runtime/open-core.ts';
import { encodeConversation } from '../../bots/teams/conversation-address.ts';
import type { CoreDeps } from '../../core/deps.ts';
import { keepCredential } from '../../core/credentials/keep-credential.ts';
import { readKeyFile } from '../../core/credentials/read-key-file.ts';
import type { Provider } from '../../core/accounts/provider.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import type { Id } from '../../core/ids.ts';
import type { Grant, Member, Role } from '../../core/people/member.ts';
import type { Stores } from '../../core/transaction.ts';
import { anAccount, aPriceList } from '../builders/account.ts';
import { aVerifiedClaim } from '../builders/setup.ts';
import { cast, DOMAINS, TENANT, type CastName } from '../local/linden.ts';
import type { StandIns } from '../local/stand-ins.ts';
import { TEAM } from '../stand-ins/slack/people.ts';

export type Firm = {
  readonly accountId: Id<'account'>;
  readonly members: Readonly<Record<CastName, Member>>;
};

type Rights = { readonly role?: Role; readonly grants?: readonly Grant[] };

/** Clara asks, Tomás in Slack and Rasmus in Teams decide, everybody else is to be read. */
const RIGHTS: Partial<Record<CastName, Rights>> = {
  clara: { role: 'admin' },
  tomas: { grants: ['approver'] },
  rasmus: { grants: ['approver'] },
};

/** The account with everything that comes before money, written as rows instead of being played. */
export async function settleFirm({ core, addresses }: OpenCore, standIns: StandIns): Promise<Firm> {
  const accountId = core.ids.next('account');
  await core.registry.createAccount(anAccount({ id: accountId, name: 'Linden Partners' }));
  for (const [surface, workspace] of [
    ['slack', TEAM],
    ['teams', TENANT],
  ] as const)
    await core.registry.bindWorkspace({ surface, workspace, accountId });
  await addresses.remember({ surface: 'teams', workspace: TENANT, kind: 'workspace' }, installed(standIns));
  return await core.transaction.run(accountId, async (stores) => {
    await stores.accounts.addTerms(aPriceList());
    await connect(core, stores, accountId, standIns);
    for (const domain of DOMAINS) await stores.domains.add(aVerifiedClaim({ ...verified(core), accountId, domain }));
    const named = await Promise.all(
      (Object.keys(cast) as CastName[]).map(
        async (name) => [name, await employ(core, stores, { accountId, name, standIns })] as const,
      ),
    );
    // Every name of the cast was mapped.
    return { accountId, members: Object.fromEntries(named) as Record<CastName, Member> };
  });
}

/** What the Teams surface keeps when the app is added to the tenant. */
function installed({ teams }: StandIns): string {
  return encodeConversation({
    serviceUrl: teams.serviceUrl,
    conversationId: '19:general@thread.tacv2',
    botId: `28:${teams.registration.appId}`,
    channelId: 'msteams',
    tenantId: TENANT,
  });
}

function verified({ ids, clock }: CoreDeps) {
  const now = clock.now();
  const nextLookAt = now.add({ hours: 24 });
  const moments = { claimedAt: now, firstVerifiedAt: now, verifiedAt: now, checkedAt: now, nextLookAt };
  return { id: ids.next('domain-claim'), ...moments };
}

async function connect(
  core: CoreDeps,
  stores: Stores,
  accountId: Id<'account'>,
  { google, microsoft }: StandIns,
): Promise<void> {
  const files: Readonly<Record<Provider, object>> = {
    google: google.serviceAccount,
    microsoft: {
      tenantId: microsoft.tenant.id,
      clientId: microsoft.app.clientId,
      clientSecret: microsoft.app.secrets[0]?.value,
    },
  };
  for (const provider of ['google', 'microsoft'] as const) {
    const file = readKeyFile(provider, JSON.stringify(files[provider]), cast.clara.primary);
    if (!file.ok) throw new Error(`The key file of ${provider} is ${file.error.kind}`);
    const actor = { kind: 'operator', operatorId: 'faults' } as const;
    const kept = await keepCredential(core, stores, { ...file.value, accountId, actor });
    const health = { kind: 'ok', access: 'headers', checkedAt: core.clock.now() } as const;
    await stores.credentials.replace(kept, { ...kept, health, version: kept.version + 1 });
  }
}

type Employing = { readonly accountId: Id<'account'>; readonly name: CastName; readonly standIns: StandIns };

async function employ(
  { ids, clock }: CoreDeps,
  stores: Stores,
  { accountId, name, standIns }: Employing,
): Promise<Member> {
  const { role = 'standard', grants = [] } = RIGHTS[name] ?? {};
  const { fullName, primary: address } = cast[name];
  const member: Member = {
    id: ids.next('member'),
    accountId,
    fullName,
    address,
    role,
    grants,
    standing: 'active',
    version: 1,
  };
  await stores.members.add(member);
  const user = chatOf(name, standIns);
  const proof = 'confirmed-address' as const;
  const link = { id: ids.next('identity'), accountId, memberId: member.id, user, proof, linkedAt: clock.now() };
  await stores.identities.link(link);
  return member;
}

/** London works in Slack, the continent in Teams. */
export function chatOf(name: CastName, { slack }: Pick<StandIns, 'slack'>): PlatformUser {
  return cast[name].provider === 'google'
    ? { surface: 'slack', workspace: TEAM, user: slack.userId(name) }
    : { surface: 'teams', workspace: TENANT, user: cast[name].id };
}
