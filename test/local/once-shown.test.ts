import { expect, test } from 'vitest';
import type { Surface } from '../../bots/runtime/surfaces.ts';
import { encodeConversation } from '../../bots/teams/conversation-address.ts';
import type { ChatAddress } from '../../core/outbox/chat-gateway.ts';
import { ok } from '../../core/result.ts';
import type { SealedView } from '../../core/views/view.ts';
import { createFakeSurfaceAddresses } from '../fakes/fake-surface-addresses.ts';
import { onceShown } from './local-teams.ts';
import { cast } from './linden.ts';
import { PLAYGROUND_TENANT } from '../pictures/playground-settings.ts';

const RASMUS: ChatAddress = { kind: 'user', surface: 'teams', workspace: PLAYGROUND_TENANT, user: cast.rasmus.id };
const VIEW: SealedView = { title: 'Request 1 waits', tone: 'neutral', blocks: [], actions: [] };
const PORT = 4711;

test('a message waits while no browser shows the local client', async () => {
  const { gateway, posted } = set();

  const sent = await gateway.post(RASMUS, VIEW, 'key');

  expect(sent).toEqual({ ok: false, error: { kind: 'throttled', retryAfterMs: 20_000 } });
  expect(posted).toEqual([]);
});

test('a client of an earlier run, which listened elsewhere, shows nothing any more', async () => {
  const { gateway, posted, shownAt } = set();
  await shownAt(PORT + 1);

  const sent = await gateway.post(RASMUS, VIEW, 'key');

  expect(sent.ok).toBe(false);
  expect(posted).toEqual([]);
});

test('a message goes out once the client has said where it is', async () => {
  const { gateway, posted, shownAt } = set();
  await shownAt(PORT);

  const sent = await gateway.post(RASMUS, VIEW, 'key');

  expect(sent.ok).toBe(true);
  expect(posted).toEqual(['key']);
});

function set() {
  const addresses = createFakeSurfaceAddresses();
  const posted: string[] = [];
  const teams: Surface = {
    name: 'teams',
    gateway: {
      post: async ({ surface, workspace }, _view, key) => {
        posted.push(key);
        return ok({ surface, workspace, reference: key });
      },
      update: async (message) => ok(message),
      find: async () => ok({ kind: 'absent' }),
    },
    directory: undefined,
    files: undefined,
    documents: undefined,
    listen: undefined,
  };
  const again = Temporal.Duration.from({ seconds: 20 });
  const { gateway } = onceShown(teams, { addresses }, { port: PORT, again });
  const shownAt = (port: number) => addresses.remember(RASMUS, encodeConversation(chatAt(port)));
  return { gateway, posted, shownAt };
}

function chatAt(port: number) {
  return {
    serviceUrl: `http://localhost:${port}/_connector`,
    conversationId: 'personal-chat-id',
    botId: 'bot',
    channelId: 'msteams',
    tenantId: PLAYGROUND_TENANT,
  };
}
