import type { SurfaceAddresses, Whereabouts } from '../../core/outbox/conversation-references.ts';
import { TEAMS } from './config.ts';
import type { TeamsConfig } from './config.ts';
import { encodeConversation, withoutThread } from './conversation-address.ts';
import { addressOf, isPersonal, userOf } from './inbound.ts';
import type { TeamsActivity } from './schema.ts';

export type KeepDeps = { readonly config: TeamsConfig; readonly references: SurfaceAddresses };

/** Keeps how to write back to where an activity came from, or forgets it when the app was removed there. */
export async function keepWhereabouts(
  { config, references }: KeepDeps,
  activity: TeamsActivity,
  tenantId: string,
): Promise<void> {
  const conversationId = withoutThread(activity.conversation.id);
  const opaque = encodeConversation({ ...addressOf(activity, tenantId), conversationId });
  const here = whereaboutsOf(activity, { config, tenantId, conversationId });
  if (isRemoval(activity)) {
    if (here !== undefined) await references.forget(here);
    return;
  }
  await references.remember({ kind: 'workspace', surface: TEAMS, workspace: tenantId }, opaque);
  if (here !== undefined) await references.remember(here, opaque);
}

type At = { readonly config: TeamsConfig; readonly tenantId: string; readonly conversationId: string };

function whereaboutsOf(activity: TeamsActivity, { config, tenantId, conversationId }: At): Whereabouts | undefined {
  const workspace = { surface: TEAMS, workspace: tenantId };
  if (!isPersonal(activity)) return { ...workspace, kind: 'channel', channel: conversationId };
  const user = userOf(activity, config);
  return user === undefined ? undefined : { ...workspace, kind: 'user', user };
}

function isRemoval({ type, action }: TeamsActivity): boolean {
  return type === 'installationUpdate' && action?.startsWith('remove') === true;
}
