import { z } from 'zod';
import type { Provider } from '../accounts/provider.ts';
import { matchableIn } from '../directory/matchable.ts';
import { directoryAskedView, matchableView, PICKED_AT_ONCE } from '../directory/matchable-views.ts';
import { startLook } from '../directory/start-look.ts';
import { POLICY } from '../people/policy.ts';
import type { InviteDeps } from '../seats/invite-member.ts';
import { blockedView, readChecklist } from '../seats/setup-gate.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import { freshLook, pageArgument, searched, searchArgument } from './matchable-people.ts';
import { createMatchablePick } from './matchable-pick.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

const MATCHABLE = signature({
  name: 'matchable',
  group: 'seats',
  summary: 'Colleagues in the company’s directory who have no seat, to invite several at once',
  example: '/seat matchable lovelace',
  reach: 'typed',
  typed: ['search'],
  carried: ['again'],
  args: z.object({ search: searchArgument, page: pageArgument, again: z.boolean().optional() }),
});

/** The directory is read by a worker; here is shown, and picked from, what it read within a day. */
export function createMatchable(deps: InviteDeps): readonly Command[] {
  return [
    command({ signature: MATCHABLE, run: (args, context) => matchable(deps, args, context) }),
    createMatchablePick(deps, (context) => read(deps, context)),
  ];
}

async function matchable(
  deps: InviteDeps,
  { search: words, page: wanted = 1, again = false }: z.output<typeof MATCHABLE.args>,
  context: CommandContext,
): Promise<Reply> {
  const look = again ? undefined : await freshLook(context);
  if (look === undefined) return await read(deps, context);
  const people = searched(await matchableIn(deps, context.stores, look), words);
  const last = Math.max(1, Math.ceil(people.length / PICKED_AT_ONCE));
  return privately(matchableView({ people, page: Math.min(wanted, last), search: words, readAt: look.at }));
}

async function read(deps: InviteDeps, context: CommandContext): Promise<Reply> {
  const { stores, account, actor, now } = context;
  const blocked = blockedView(await readChecklist(stores, { account, actor, inviteRow: POLICY.invite }));
  if (blocked !== undefined) return privately(blocked);
  const providers = (await stores.credentials.list()).flatMap(({ health, provider }): readonly Provider[] =>
    health.kind === 'ok' ? [provider] : [],
  );
  const domains = (await stores.domains.list()).filter(({ state }) => state === 'verified');
  const listings = providers.flatMap((provider) => domains.map(({ domain }) => ({ provider, domain })));
  await startLook(deps, stores, { accountId: account.id, askedBy: actingMember(context).id, now, listings });
  return { kind: 'deferred', view: directoryAskedView(providers) };
}
