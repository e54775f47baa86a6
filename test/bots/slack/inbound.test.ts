import { describe, expect, test } from 'vitest';
import {
  arrivalOfCommand,
  arrivalOfEvent,
  arrivalOfPress,
  arrivalOfSubmission,
} from '../../../bots/slack/arrival-of.ts';
import { BLOCK_ACTIONS, MESSAGE_EVENT, SLASH_COMMAND, VIEW_SUBMISSION } from './payloads.ts';

const ADA = { surface: 'slack', workspace: 'T0HOME', user: 'U2147483697' };
const SEATS = { surface: 'slack', workspace: 'T0HOME', address: 'C2147483705', isPrivate: false };

describe('a slash command', () => {
  test('is what was typed, with Slack’s escapes undone once and its tokens kept', () => {
    expect(arrivalOfCommand(SLASH_COMMAND).inbound).toEqual({
      deliveryKey: `command:${SLASH_COMMAND.trigger_id}`,
      from: ADA,
      at: { ...SEATS, name: SLASH_COMMAND.channel_name },
      ask: {
        kind: 'typed',
        text: '/seat invite <Linus & Co> <mailto:linus@example.com|linus@example.com> <@U012AB3CD|grace>',
      },
      canOpenForm: true,
    });
  });

  test('can be answered at its response_url and open a form with its trigger', () => {
    expect(arrivalOfCommand(SLASH_COMMAND)).toMatchObject({
      responseUrl: SLASH_COMMAND.response_url,
      triggerId: SLASH_COMMAND.trigger_id,
    });
  });

  test('without words is the bare command', () => {
    expect(arrivalOfCommand({ ...SLASH_COMMAND, text: '' }).inbound.ask).toEqual({ kind: 'typed', text: '/seat' });
  });

  test('typed in direct messages is private', () => {
    expect(arrivalOfCommand({ ...SLASH_COMMAND, channel_id: 'D1' }).inbound.at.isPrivate).toBe(true);
  });

  test('under an installation of the whole organization is answered as the organization', () => {
    const { inbound } = arrivalOfCommand({ ...SLASH_COMMAND, is_enterprise_install: 'true' });

    expect(inbound).toMatchObject({ from: { workspace: 'T0HOME' }, at: { workspace: 'E0ORG' } });
  });

  test.each(['user_id', 'team_id', 'trigger_id', 'channel_id'])('without %s is none', (field) => {
    expect(() => arrivalOfCommand({ ...SLASH_COMMAND, [field]: undefined })).toThrow(field);
  });
});

describe('a press', () => {
  test('is the stored action behind the button', () => {
    expect(arrivalOfPress(BLOCK_ACTIONS)?.inbound).toEqual({
      deliveryKey: `press:${BLOCK_ACTIONS.trigger_id}`,
      from: ADA,
      at: SEATS,
      ask: { kind: 'press', action: '01900000-0000-7000-8000-000000000001', answers: {} },
      canOpenForm: true,
    });
  });

  test('of somebody from another company is vouched for by their own workspace', () => {
    const press = { ...BLOCK_ACTIONS, user: { id: 'U0EVE', team_id: 'T0PARTNER' } };

    expect(arrivalOfPress(press)?.inbound).toMatchObject({
      from: { workspace: 'T0PARTNER', user: 'U0EVE' },
      at: { workspace: 'T0HOME' },
    });
  });

  test('without a trigger is told apart by message, time and person', () => {
    const press = { ...BLOCK_ACTIONS, trigger_id: undefined };

    expect(arrivalOfPress(press)?.inbound).toMatchObject({
      deliveryKey: 'press:C2147483705:1548261231.000200:1548426417.840180:U2147483697',
      canOpenForm: false,
    });
  });

  test('of a link asks nothing of us', () => {
    const actions = [{ ...BLOCK_ACTIONS.actions[0], action_id: 'open:1', value: undefined }];

    expect(arrivalOfPress({ ...BLOCK_ACTIONS, actions })).toBeUndefined();
  });
});

describe('a submitted form', () => {
  test('is its stored action with the answers, and what was left empty is left out', () => {
    expect(arrivalOfSubmission(VIEW_SUBMISSION)?.inbound).toEqual({
      deliveryKey: `submit:${VIEW_SUBMISSION.trigger_id}`,
      from: ADA,
      at: SEATS,
      ask: {
        kind: 'submit',
        action: '01900000-0000-7000-8000-000000000007',
        answers: { name: 'Linus &amp; <Co>', privacy: 'share-all', agreed: true, later: false },
      },
      canOpenForm: true,
    });
  });

  test('names the fields that an error can stand on', () => {
    expect(arrivalOfSubmission(VIEW_SUBMISSION)?.fields).toEqual([
      'name',
      'note',
      'privacy',
      'team',
      'agreed',
      'later',
    ]);
  });

  test('of another app’s modal is none of ours', () => {
    const view = { ...VIEW_SUBMISSION.view, callback_id: 'other' };

    expect(arrivalOfSubmission({ ...VIEW_SUBMISSION, view })).toBeUndefined();
  });
});

describe('an event', () => {
  test('of a direct message is what was typed, known by its event id', () => {
    expect(arrivalOfEvent(MESSAGE_EVENT)?.inbound).toEqual({
      deliveryKey: 'event:Ev0PV52K25',
      from: ADA,
      at: { surface: 'slack', workspace: 'T0HOME', address: 'D024BE91L', isPrivate: true },
      ask: { kind: 'typed', text: 'show <@U012AB3CD> &lt; 3' },
      canOpenForm: false,
    });
  });

  test('with a file says which, and a file without a word is one too', () => {
    const event = { ...MESSAGE_EVENT.event, subtype: 'file_share', text: '', files: [{ id: 'F024BERPE' }] };

    expect(arrivalOfEvent({ ...MESSAGE_EVENT, event })?.inbound.ask).toEqual({
      kind: 'typed',
      text: '',
      upload: 'F024BERPE',
    });
  });

  test.each(['message_changed', 'message_deleted', 'bot_message'])('of the subtype %s asks nothing', (subtype) => {
    const event = { ...MESSAGE_EVENT.event, subtype };

    expect(arrivalOfEvent({ ...MESSAGE_EVENT, event })).toBeUndefined();
  });

  test('of a mention drops our own name and keeps other people’s', () => {
    const event = { ...mention('<@U0USHERBOT> show <@U012AB3CD>') };

    expect(arrivalOfEvent(event)?.inbound).toMatchObject({
      at: { isPrivate: false },
      ask: { kind: 'typed', text: 'show <@U012AB3CD>' },
    });
  });

  test('that begins with somebody else’s name keeps it', () => {
    expect(arrivalOfEvent(mention('<@U012AB3CD> and <@U0USHERBOT>'))?.inbound.ask).toMatchObject({
      text: '<@U012AB3CD> and <@U0USHERBOT>',
    });
  });

  test('by somebody who is here through Slack Connect is theirs, not ours', () => {
    const event = { ...MESSAGE_EVENT.event, user_team: 'T0PARTNER', team: 'T0PARTNER' };

    expect(arrivalOfEvent({ ...MESSAGE_EVENT, event })?.inbound).toMatchObject({
      from: { workspace: 'T0PARTNER' },
      at: { workspace: 'T0HOME' },
    });
  });

  test('of a shared channel speaks with the installation it was sent for', () => {
    expect(arrivalOfEvent({ ...MESSAGE_EVENT, team_id: 'T0PARTNER' })?.inbound.at.workspace).toBe('T0HOME');
  });

  test('in a thread is answered there', () => {
    const event = { ...mention('<@U0USHERBOT> help').event, thread_ts: '1355517500.000001' };

    expect(arrivalOfEvent({ ...MESSAGE_EVENT, event })?.thread).toBe('1355517500.000001');
    expect(arrivalOfEvent({ ...MESSAGE_EVENT, event })?.inbound.repliesTo).toBe('C2147483705:1355517500.000001');
    expect(arrivalOfEvent(MESSAGE_EVENT)?.inbound.repliesTo).toBeUndefined();
  });
});

function mention(text: string): typeof MESSAGE_EVENT {
  const event = { ...MESSAGE_EVENT.event, type: 'app_mention', channel: 'C2147483705', channel_type: 'channel', text };
  return { ...MESSAGE_EVENT, event };
}
