import type { Workspace } from '../accounts/registry.ts';
import type { PlatformUser } from '../commands/inbound.ts';
import type { Id } from '../ids.ts';
import { linkPerson } from '../people/link-person.ts';
import type { Member } from '../people/member.ts';
import { provePerson } from '../people/prove-person.ts';
import { err, ok, unreachable, type Result } from '../result.ts';
import type { ChatDirectory, PlatformProfile, SendFailure } from './chat-gateway.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import type { NotNow } from './postpone.ts';

export type PersonSought = {
  readonly accountId: Id<'account'>;
  readonly member: Member;
  /** How often the notice has waited: a workspace that does not answer holds it up a few times only. */
  readonly attempts: number;
};

const PATIENCE = 3;

/** Looks for a member in every workspace of the account and links who is proved to be them. */
export async function findPerson(
  deps: OutboxDeps,
  sought: PersonSought,
): Promise<Result<PlatformUser | undefined, NotNow>> {
  for (const workspace of await deps.registry.workspacesOf(sought.accountId)) {
    const directory = deps.directories(workspace.surface);
    if (directory === undefined || deps.gateways(workspace.surface) === undefined) continue;
    const found = await lookIn(deps, directory, workspace, sought);
    if (!found.ok || found.value !== undefined) return found;
  }
  return ok(undefined);
}

async function lookIn(
  deps: OutboxDeps,
  directory: ChatDirectory,
  { workspace }: Workspace,
  sought: PersonSought,
): Promise<Result<PlatformUser | undefined, NotNow>> {
  const profile = await directory.findByAddress(workspace, sought.member.address);
  if (!profile.ok) return notFound(deps, sought, profile.error);
  return ok(profile.value === undefined ? undefined : await linked(deps, sought, profile.value));
}

/** Whoever the directory named counts only with the same proof as somebody who writes first. */
async function linked(
  deps: OutboxDeps,
  { accountId, member }: PersonSought,
  profile: PlatformProfile,
): Promise<PlatformUser | undefined> {
  return await deps.transaction.run(accountId, async (stores) => {
    const proved = await provePerson(stores, profile);
    if (!proved.ok || proved.value.id !== member.id) return undefined;
    const holder = await linkPerson(deps, stores, { accountId, member, user: profile.user });
    return holder === member.id ? profile.user : undefined;
  });
}

function notFound(deps: OutboxDeps, { attempts }: PersonSought, failure: SendFailure): Result<undefined, NotNow> {
  switch (failure.kind) {
    case 'throttled':
      return err(failure);
    case 'unavailable':
    case 'ambiguous':
      return attempts < PATIENCE ? err({ kind: 'unavailable', cause: failure.cause }) : ok(undefined);
    case 'refused':
      deps.log.warn({ reason: failure.reason }, 'A workspace refuses to be searched');
      return ok(undefined);
    default:
      return unreachable(failure);
  }
}
