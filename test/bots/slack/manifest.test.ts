import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { slackConfigSchema } from '../../../bots/slack/config.ts';
import { BOT_SCOPES } from '../../stand-ins/slack/people.ts';

/** Slack's manifest reference, as far as we use it; anything else in the file is a mistake. */
const requestUrl = z.url({ protocol: /^https$/ });
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          url: requestUrl,
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.literal(true),
        }),
      )
      .length(1),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: requestUrl, bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: requestUrl }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

const SCOPE_OF_EVENT: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
};

describe('the Slack manifest', () => {
  test('keeps to Slack’s shape and limits', async () => {
    expect(manifestSchema.safeParse(await raw()).error).toBeUndefined();
  });

  test('sends everything to the one path that checks signatures', async () => {
    const { features, settings } = await manifest();
    const { path } = slackConfigSchema.parse({ signingSecrets: ['secret'] });

    const urls = [
      ...features.slash_commands.map(({ url }) => url),
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
    ];

    expect(urls.map((url) => new URL(url).pathname)).toEqual([path, path, path]);
  });

  test('asks for the scopes the tests run with and no others', async () => {
    const { oauth_config: oauth, settings } = await manifest();

    expect(oauth.scopes.bot).toEqual(BOT_SCOPES);
    for (const event of settings.event_subscriptions.bot_events) {
      expect(oauth.scopes.bot).toContain(SCOPE_OF_EVENT[event]);
    }
  });
});

async function raw(): Promise<unknown> {
  return JSON.parse(await readFile(new URL('../../../manifests/slack.json', import.meta.url), 'utf8'));
}

async function manifest(): Promise<z.infer<typeof manifestSchema>> {
  return manifestSchema.parse(await raw());
}
