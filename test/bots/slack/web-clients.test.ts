import { describe, expect, test } from 'vitest';
import { DEADLINES } from '../../../bots/slack/config.ts';
import { sdkLogger } from '../../../bots/slack/sdk-logger.ts';
import { createClientOf } from '../../../bots/slack/web-clients.ts';
import { keepingLog } from './a-slack-app.ts';

describe('the client of a workspace', () => {
  test('is kept while its token stays and made anew when the token was rotated', async () => {
    let token: string | undefined = 'xoxb-one';
    const clientOf = createClientOf({ ...TARGET, tokenOf: async () => token });

    const first = await clientOf('T1');
    const again = await clientOf('T1');
    token = 'xoxb-two';
    const rotated = await clientOf('T1');

    expect(again).toBe(first);
    expect(rotated?.token).toBe('xoxb-two');
  });

  test('is another one in another workspace, and none where the app is not installed', async () => {
    const clientOf = createClientOf({
      ...TARGET,
      tokenOf: async (workspace) => (workspace === 'T3' ? undefined : `xoxb-${workspace}`),
    });

    expect((await clientOf('T1'))?.token).toBe('xoxb-T1');
    expect((await clientOf('T2'))?.token).toBe('xoxb-T2');
    expect(await clientOf('T3')).toBeUndefined();
  });
});

describe('the deadlines', () => {
  test('leave room in the three seconds that Slack waits', () => {
    expect(DEADLINES.acceptMs).toBeLessThanOrEqual(1500);
    expect(DEADLINES.acceptMs + DEADLINES.fieldsMs).toBeLessThan(3000);
  });
});

const TARGET = { slackApiUrl: 'http://127.0.0.1:1/api/', timeoutMs: 100, logger: sdkLogger(keepingLog([])) };
