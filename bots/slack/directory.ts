import { z } from 'zod';
import type { ChatDirectory, PlatformProfile, SendFailure } from '../../core/outbox/chat-gateway.ts';
import type { Log } from '../../core/log.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { DEADLINES } from './config.ts';
import { sdkLogger } from './sdk-logger.ts';
import { sendFailureOf } from './send-failure.ts';
import { createClientOf, type TokenOf, type WebClient } from './web-clients.ts';
import { SURFACE } from './workspace.ts';

export type SlackDirectoryDeps = { readonly slackApiUrl: string; readonly tokenOf: TokenOf; readonly log: Log };

type Looked = Result<PlatformProfile | undefined, SendFailure>;

const UNKNOWN: ReadonlySet<string> = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

/** Needs `users:read`, and `users:read.email` for addresses. */
export function createSlackDirectory({ slackApiUrl, tokenOf, log }: SlackDirectoryDeps): ChatDirectory {
  const timeoutMs = DEADLINES.deliverMs;
  const clientOf = createClientOf({ tokenOf, slackApiUrl, timeoutMs, logger: sdkLogger(log) });

  async function look(
    workspace: string,
    ask: (client: WebClient) => Promise<{ readonly user?: unknown }>,
  ): Promise<Looked> {
    const client = await clientOf(workspace);
    if (client === undefined) return err({ kind: 'refused', reason: 'not_installed' });
    try {
      const { user } = await ask(client);
      return ok(profileOf(userSchema.parse(user), workspace));
    } catch (error) {
      return refusal(error);
    }
  }

  return {
    profileOf: ({ workspace, user }) => look(workspace, (client) => client.users.info({ user })),
    findByAddress: (workspace, email) => look(workspace, (client) => client.users.lookupByEmail({ email })),
  };
}

/** Looking somebody up changes nothing, so an unclear result may simply be asked for again. */
function refusal(error: unknown): Looked {
  if (error instanceof z.ZodError) throw new Error('Slack described a user in an unknown way', { cause: error });
  const failure = sendFailureOf(error);
  if (failure.kind === 'refused' && UNKNOWN.has(failure.reason)) return ok(undefined);
  return err(failure.kind === 'ambiguous' ? { kind: 'unavailable', cause: failure.cause } : failure);
}

const flag = z.boolean().optional();

const userSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: flag,
  is_bot: flag,
  is_workflow_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  is_email_confirmed: flag,
  enterprise_user: z.object({ enterprise_id: z.string(), teams: z.array(z.string()).optional() }).optional(),
  profile: z.object({ email: z.string().optional(), real_name: z.string().optional() }).optional(),
});

type SlackUser = z.infer<typeof userSchema>;

const SLACKBOT = 'USLACKBOT';

function profileOf(user: SlackUser, workspace: string): PlatformProfile {
  return {
    user: { surface: SURFACE, workspace, user: user.id },
    name: user.profile?.real_name ?? user.real_name ?? user.name ?? user.id,
    confirmedAddress: user.is_email_confirmed === false ? undefined : user.profile?.email,
    standing: standingOf(user, workspace),
  };
}

/** The first that applies: a deactivated guest is deactivated, a foreign guest is external. */
function standingOf(user: SlackUser, workspace: string): PlatformProfile['standing'] {
  if (user.deleted === true) return 'deactivated';
  if (user.is_bot === true || user.is_workflow_bot === true || user.id === SLACKBOT) return 'bot';
  if (user.is_stranger === true || !belongsTo(user, workspace)) return 'external';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'full';
}

/** To the workspace itself, or in an organization to it as a whole or to that one of its workspaces. */
function belongsTo({ team_id: teamId, enterprise_user: organization }: SlackUser, workspace: string): boolean {
  return (
    teamId === workspace ||
    organization?.enterprise_id === workspace ||
    organization?.teams?.includes(workspace) === true
  );
}
