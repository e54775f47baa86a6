import { closeAtEnd } from '../billing/close-period.ts';
import type { z } from 'zod';
import { appoint, type AppointDeps } from '../accounts/appoint.ts';
import type { Account } from '../accounts/account.ts';
import { auditActor } from '../accounts/audit-actor.ts';
import { planMembers, type PlannedMember } from '../accounts/first-members.ts';
import { firstAdminCode } from '../accounts/first-admin-code.ts';
import { nextTerms } from '../accounts/next-terms.ts';
import { openEntitlements, planOpening } from '../accounts/opening-entitlement.ts';
import { PROVIDERS, type Provider } from '../accounts/provider.ts';
import { recordTerms } from '../accounts/record-terms.ts';
import type { Registry } from '../accounts/registry.ts';
import type { PriceList } from '../billing/price-list.ts';
import { err, ok, type Result } from '../result.ts';
import type { Entitlement } from '../seats/entitlement.ts';
import { accountArguments, appointmentsOf, openingOf, termsOf, type AccountArguments } from './account-arguments.ts';
import { accountRefusedView, type AccountRefused } from './account-refused.ts';
import { accountView } from './account-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type AccountCommandDeps = AppointDeps & { readonly registry: Registry };

const CREATE = signature({
  name: 'account create',
  group: 'account',
  summary: 'Make the account: tier, prices, opening seats, first administrator',
  example:
    '/seat account create "Acme GmbH" tier:scale currency:EUR sync-only-price:49.00 full-access-seats:3 admin:ada@acme.example admin-name:"Ada Byron"',
  reach: 'typed',
  typed: ['name'],
  args: accountArguments,
});

const SET = signature({
  name: 'account set',
  group: 'account',
  summary: 'Change the tier, the prices, the opening seats or the people of the account',
  example: '/seat account set sync-only-price:52.00 workspace:chat/T0123',
  reach: 'typed',
  typed: [],
  args: accountArguments,
});

export function createAccount(deps: AccountCommandDeps): readonly Command[] {
  return [
    command({ signature: CREATE, run: (args, context) => create(deps, args, context) }),
    command({ signature: SET, run: (args, context) => change(deps, args, context) }),
  ];
}

type Args = z.output<typeof accountArguments>;

async function create(deps: AccountCommandDeps, args: Args, context: CommandContext): Promise<Reply> {
  const { account } = context;
  // The front door makes an account in version 1; whoever has been here since has filled it.
  if (account.version > 1) return privately(accountRefusedView({ kind: 'created-before', name: account.name }));
  if (args.name === undefined) return privately(accountRefusedView({ kind: 'missing', option: 'name' }));
  if (args.tier === undefined) return privately(accountRefusedView({ kind: 'missing', option: 'tier' }));
  return await change(deps, args, context);
}

/** Everything is looked at before anything is written, because a refusal is an answer and keeps what was written. */
async function change(deps: AccountCommandDeps, args: Args, context: CommandContext): Promise<Reply> {
  const plan = await planChange(args, context);
  if (!plan.ok) return privately(accountRefusedView(plan.error));
  const bound = await bind(deps, args, context);
  if (!bound.ok) return privately(accountRefusedView(bound.error));
  return await carryOut(deps, plan.value, context);
}

type Plan = {
  readonly args: AccountArguments;
  readonly account: Account;
  readonly terms: PriceList | undefined;
  readonly held: readonly Entitlement[];
  readonly planned: readonly PlannedMember[];
  readonly provider: Provider;
};

async function planChange(args: Args, { stores, account, now }: CommandContext): Promise<Result<Plan, AccountRefused>> {
  const provider = args.mailSystem ?? (await stores.credentials.list())[0]?.provider ?? PROVIDERS[0];
  if (provider === 'exchange') return err({ kind: 'on-premises' });
  const terms = nextTerms(await stores.accounts.terms(), termsOf(args), now);
  if (!terms.ok) return terms;
  const planned = await planMembers(stores, appointmentsOf(args));
  if (!planned.ok) return planned;
  const needed = planned.value.filter(({ needsSeat }) => needsSeat).length;
  const held = await planOpening(stores, openingOf(args), needed);
  if (!held.ok) return held;
  const next: Account = {
    ...account,
    name: args.name ?? account.name,
    tier: args.tier ?? account.tier,
    version: account.version + 1,
  };
  return ok({ args, account: next, terms: terms.value, held: held.value, planned: planned.value, provider });
}

async function bind(
  { registry }: AccountCommandDeps,
  { workspace = [] }: Args,
  { account }: CommandContext,
): Promise<Result<undefined, AccountRefused>> {
  for (const named of workspace) {
    const owner = await registry.accountOf(named.surface, named.workspace);
    if (owner !== undefined && owner !== account.id) return err({ kind: 'workspace-taken', workspace: named });
  }
  for (const named of workspace) {
    if (!(await registry.bindWorkspace({ ...named, accountId: account.id })))
      return err({ kind: 'workspace-taken', workspace: named });
  }
  return ok(undefined);
}

async function carryOut(deps: AccountCommandDeps, plan: Plan, context: CommandContext): Promise<Reply> {
  const { stores } = context;
  const { account, args, terms, held, planned, provider } = plan;
  const actor = auditActor(context);
  await stores.accounts.replace(context.account, account);
  if (terms !== undefined) await stores.accounts.addTerms(terms);
  const changed = await openEntitlements(stores, openingOf(args), held, context.now);
  await recordTerms(deps, stores, {
    before: context.account,
    account,
    terms,
    changed,
    workspaces: args.workspace ?? [],
    actor,
  });
  await closeAtEnd(deps, stores, account.id);
  const members = await appoint(deps, stores, { account, actor, provider, planned });
  const admin = members.find(({ address }) => address === args.admin);
  return privately(
    accountView({
      account,
      terms: await stores.accounts.terms(),
      entitlements: await stores.entitlements.list(),
      members,
      workspaces: args.workspace ?? [],
      code: admin && (await firstAdminCode(deps, stores, admin)),
    }),
  );
}
