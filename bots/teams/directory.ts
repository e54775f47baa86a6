import { z } from 'zod';
import type { ChatDirectory, PlatformProfile, SendFailure } from '../../core/outbox/chat-gateway.ts';
import { err, ok } from '../../core/result.ts';
import type { Result } from '../../core/result.ts';
import type { Conversations } from './adapter.ts';
import { TEAMS } from './config.ts';
import { sendFailureOf } from './connector-failure.ts';
import { decodeConversation } from './conversation-address.ts';
import type { ConversationAddress } from './conversation-address.ts';
import { addressFor } from './poster.ts';
import type { PosterDeps } from './poster.ts';

type Profile = Result<PlatformProfile | undefined, SendFailure>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const memberSchema = z.object({
  id: z.string(),
  name: text,
  aadObjectId: text,
  objectId: text,
  userPrincipalName: text,
  tenantId: text,
  userRole: text,
});

const pageSchema = z.object({ continuationToken: text, members: z.array(memberSchema) });

type RosterMember = z.infer<typeof memberSchema>;

const PAGE_SIZE = 500;
const MOST_CHANNELS = 20;
const MOST_PAGES = 40;

/** People as the rosters of our own conversations know them; no directory permission is needed. */
export function createTeamsDirectory(deps: PosterDeps): ChatDirectory {
  return {
    profileOf: async (user) => {
      const chat = await addressFor(deps, { ...user, kind: 'user' });
      if (!chat.ok) return isUnknownPerson(chat.error) ? ok(undefined) : chat;
      return memberOf(deps, chat.value, user.user);
    },
    findByAddress: async (workspace, address) => {
      for (const channel of await deps.references.channels(TEAMS, workspace, MOST_CHANNELS)) {
        const opaque = await deps.references.recall({ kind: 'channel', surface: TEAMS, workspace, channel });
        if (opaque === undefined) continue;
        const found = await findInRoster(deps, decodeConversation(opaque), address);
        if (!found.ok || found.value !== undefined) return found;
      }
      return ok(undefined);
    },
  };
}

async function memberOf(deps: PosterDeps, chat: ConversationAddress, user: string): Promise<Profile> {
  return reading(deps, chat, async (conversations) => {
    const member = memberSchema.parse(await conversations.getConversationMember(chat.conversationId, user));
    return profileFrom(member, chat.tenantId);
  });
}

/** Every page at most once; a roster longer than that is not searched to its end. */
async function findInRoster(deps: PosterDeps, chat: ConversationAddress, address: string): Promise<Profile> {
  return reading(deps, chat, async (conversations) => {
    let token: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const options = token === undefined ? undefined : { pageSize: PAGE_SIZE, continuationToken: token };
      const answer = await conversations.getConversationPagedMembers(chat.conversationId, options);
      const { members, continuationToken } = pageSchema.parse(answer);
      const member = members.find(({ userPrincipalName }) => isSameAddress(userPrincipalName, address));
      if (member !== undefined) return profileFrom(member, chat.tenantId);
      if (continuationToken === undefined || continuationToken === '') return undefined;
      token = continuationToken;
    }
    return undefined;
  });
}

function isSameAddress(left: string | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

async function reading(
  { adapter }: PosterDeps,
  { serviceUrl }: ConversationAddress,
  read: (conversations: Conversations) => Promise<PlatformProfile | undefined>,
): Promise<Profile> {
  try {
    return ok(await read(await adapter.conversationsAt(serviceUrl)));
  } catch (error) {
    const failure = sendFailureOf(error);
    // Reading has no effect, so a lost answer is only an unavailable one.
    if (failure.kind === 'ambiguous') return err({ kind: 'unavailable', cause: failure.cause });
    return isUnknownPerson(failure) ? ok(undefined) : err(failure);
  }
}

function isUnknownPerson(failure: SendFailure): boolean {
  return failure.kind === 'refused' && /NotFound|not.?found|status-404/i.test(failure.reason);
}

/** The `email` property is what somebody wrote into a profile and proves nothing; the principal name is the tenant's. */
function profileFrom(member: RosterMember, tenantId: string): PlatformProfile | undefined {
  const user = objectIdOf(member);
  if (user === undefined) return undefined;
  const standing = standingOf(member, tenantId);
  const isConfirmed = standing === 'full' && member.userPrincipalName?.includes('@') === true;
  return {
    user: { surface: TEAMS, workspace: tenantId, user },
    name: member.name ?? '',
    confirmedAddress: isConfirmed ? member.userPrincipalName : undefined,
    standing,
  };
}

function standingOf(
  { userRole, tenantId, userPrincipalName }: RosterMember,
  home: string,
): PlatformProfile['standing'] {
  if (userRole === 'bot') return 'bot';
  if (tenantId !== undefined && tenantId !== home) return 'external';
  if (userRole !== 'user') return 'guest';
  return userPrincipalName?.includes('#EXT#') === true ? 'guest' : 'full';
}

function objectIdOf({ aadObjectId, objectId }: RosterMember): string | undefined {
  return (aadObjectId ?? objectId)?.toLowerCase();
}
