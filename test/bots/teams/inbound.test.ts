import { describe, expect, test } from 'vitest';
import { teamsConfigSchema } from '../../../bots/teams/config.ts';
import { decodeConversation } from '../../../bots/teams/conversation-address.ts';
import { readActivity } from '../../../bots/teams/inbound.ts';
import type { Reading } from '../../../bots/teams/inbound.ts';
import { activitySchema } from '../../../bots/teams/schema.ts';
import { ACTIVITIES } from './activities.ts';
import { REGISTRATION } from './people.ts';

const LIVE = teamsConfigSchema.parse(REGISTRATION);
const PLAYGROUND = teamsConfigSchema.parse({ mode: 'playground' });

describe('what somebody asked', () => {
  test.each([
    ['/seat invite ada@example.com', '/seat invite ada@example.com'],
    ['list', 'list'],
    ['', ''],
    ['<p>who&nbsp;&quot;Acme &amp; Sons&quot;</p>', 'who "Acme & Sons"'],
    ['  who \n acme ', 'who acme'],
    ['show &amp;lt;b&amp;gt;', 'show &lt;b&gt;'],
  ])('%j is read as %j', (text, expected) => {
    expect(askOf(read({ ...ACTIVITIES.personalMessage, text }))).toEqual({ kind: 'typed', text: expected });
  });

  test('comes with a file where one was attached in a personal chat, and nowhere else', () => {
    const downloadUrl = 'https://acme-my.sharepoint.com/personal/ada/_layouts/15/download.aspx?UniqueId=1&tempauth=t';
    const attachments = [
      { contentType: 'text/html', content: '<p>list</p>' },
      { contentType: 'application/vnd.microsoft.teams.file.download.info', content: { downloadUrl, fileType: 'csv' } },
    ];

    expect(askOf(read({ ...ACTIVITIES.personalMessage, attachments }))).toEqual({
      kind: 'typed',
      text: 'list',
      upload: downloadUrl,
    });
    expect(askOf(read({ ...ACTIVITIES.channelMention, attachments }))).not.toHaveProperty('upload');
  });

  test('loses our own mention and keeps the names of others', () => {
    expect(askOf(read(ACTIVITIES.channelMention))).toEqual({ kind: 'typed', text: '/seat show Grace $& Hopper' });
  });

  test('is a press with an opaque action', () => {
    expect(askOf(read(ACTIVITIES.execute))).toEqual({ kind: 'press', action: 'action-1', answers: {} });
  });

  test('is a submission with answers by their names, whatever a field is called', () => {
    const ask = { kind: 'submit', action: 'action-1', answers: { action: 'x', agreed: true, 'seat.type': 'true' } };

    expect(askOf(read(ACTIVITIES.submit))).toEqual(ask);
  });
});

describe('an inbound', () => {
  test('says who, where and which delivery', () => {
    const { inbound } = deliveryOf(read(ACTIVITIES.channelMention));

    expect(inbound).toMatchObject({
      deliveryKey: '19:abc@thread.tacv2;messageid=17|1700000000001|message',
      from: { surface: 'teams', workspace: 'tenant-1', user: 'aaaaaaaa-0000-4000-8000-000000000000' },
      at: { surface: 'teams', workspace: 'tenant-1', isPrivate: false },
      canOpenForm: true,
    });
    expect(decodeConversation(inbound.at.address)).toEqual({
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      conversationId: '19:abc@thread.tacv2;messageid=17',
      botId: '28:bot',
      channelId: 'msteams',
      tenantId: 'tenant-1',
    });
  });

  test('has another key in another conversation and under another name', () => {
    const keys = [ACTIVITIES.execute, ACTIVITIES.personalMessage, ACTIVITIES.channelMention].map(
      (activity) => deliveryOf(read({ ...activity, id: 'same' })).inbound.deliveryKey,
    );

    expect(new Set(keys).size).toBe(3);
  });

  test('names people of the local playground by their channel id', () => {
    const { inbound } = deliveryOf(read(ACTIVITIES.playgroundMessage, PLAYGROUND));

    expect(inbound.from.user).toBe('user-id-0');
  });
});

describe('ignored is', () => {
  test.each([
    ['an activity that asks nothing', ACTIVITIES.conversationUpdate, 'nothing-asked'],
    ['somebody without an object id', ACTIVITIES.playgroundMessage, 'no-object-id'],
    [
      'a bot',
      { ...ACTIVITIES.personalMessage, from: { ...ACTIVITIES.personalMessage.from, role: 'bot' } },
      'from-a-bot',
    ],
    ['a message without an id', { ...ACTIVITIES.personalMessage, id: null }, 'no-activity-id'],
    ['an invoke of another kind', { ...ACTIVITIES.execute, name: 'task/fetch' }, 'unsupported-invoke'],
    [
      'a button without an action',
      { ...ACTIVITIES.execute, value: { action: { data: { as: 'press' } } } },
      'malformed-action',
    ],
    [
      'a button that is no press',
      { ...ACTIVITIES.execute, value: { action: { data: { action: 'a', as: 'x' } } } },
      'malformed-action',
    ],
  ])('%s', (_name, activity, reason) => {
    expect(read(activity)).toEqual({ kind: 'ignored', reason });
  });
});

function read(activity: unknown, config = LIVE): Reading {
  return readActivity(activitySchema.parse(activity), config);
}

function deliveryOf(reading: Reading): Extract<Reading, { kind: 'delivery' }>['delivery'] {
  if (reading.kind === 'ignored') throw new Error(`Ignored: ${reading.reason}`);
  return reading.delivery;
}

function askOf(reading: Reading): unknown {
  return deliveryOf(reading).inbound.ask;
}
