import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { modalRefusalOf } from './block-rules.ts';
import type { OpenView } from './open-views.ts';
import { BOT_USER, TEAM } from './people.ts';
import { asForm, asJson, deliver, type Delivery, type Heard } from './sign.ts';
import type { ShownMessage, SlackStandIn } from './slack-stand-in.ts';
import { stateOf, type Filled } from './view-state.ts';

export type SlackDriverOptions = {
  /** Where the app listens for everything Slack sends. */
  readonly url: string;
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly slack: SlackStandIn;
};

export interface SlackDriver {
  /** A slash command, or a direct message for anything that does not start with a slash. */
  readonly types: (user: string, text: string, options?: { readonly channel?: string }) => Promise<Heard>;
  readonly mentions: (user: string, text: string, channel: string) => Promise<Heard>;
  readonly presses: (user: string, message: ShownMessage, label: string) => Promise<Heard>;
  readonly submits: (user: string, view: OpenView, answers: Filled) => Promise<Heard>;
  readonly sendsEvent: (event: Readonly<Record<string, unknown>>, eventId?: string) => Promise<Heard>;
  /** The same delivery again, byte for byte, as after an answer that came too late. */
  readonly repeats: () => Promise<Heard>;
}

/** Does what a person does in Slack, and what Slack then sends to the app. People and channels go by name. */
export function slackDriver({ slack, ...target }: SlackDriverOptions): SlackDriver {
  let last: Delivery | undefined;
  const send = async (delivery: Delivery): Promise<Heard> => {
    last = delivery;
    return await deliver(target, delivery);
  };
  const sendsEvent: SlackDriver['sendsEvent'] = (event, eventId = `Ev${crypto.randomUUID()}`) =>
    send(asJson(eventCallback(event, eventId)));
  const says = async (user: string, text: string): Promise<Heard> => {
    const channel = await slack.dmChannelOf(user);
    return await sendsEvent({ ...spoken(slack, user, text), type: 'message', channel, channel_type: 'im' });
  };
  return {
    types: async (user, text, { channel = 'general' } = {}) =>
      text.startsWith('/')
        ? await send(slashCommand(slack, user, text, slack.channelId(channel)))
        : await says(user, text),
    mentions: (user, text, channel) =>
      sendsEvent({
        ...spoken(slack, user, `<@${BOT_USER}> ${text}`),
        type: 'app_mention',
        channel: slack.channelId(channel),
      }),
    presses: (user, message, label) => send(blockActions(slack, user, message, label)),
    submits: async (user, view, answers) => {
      const heard = await send(viewSubmission(slack, user, view, answers));
      if (heard.status === 200) obey(slack, slack.userId(user), heard.body);
      return heard;
    },
    sendsEvent,
    repeats: async () => {
      if (last === undefined) throw new Error('Nothing was sent yet');
      return await deliver(target, last);
    },
  };
}

function slashCommand(slack: SlackStandIn, user: string, text: string, channel: string): Delivery {
  const [command = text, ...words] = text.split(' ');
  return asForm({
    token: 'deprecated',
    team_id: slack.teamOf(user),
    channel_id: channel,
    user_id: slack.userId(user),
    user_name: user,
    command,
    text: escaped(words.join(' ')),
    api_app_id: 'A0USHER',
    is_enterprise_install: 'false',
    response_url: slack.responseUrls.issue(slack.userId(user), channel),
    trigger_id: slack.triggers.issue(slack.userId(user)),
  });
}

const buttonSchema = z.looseObject({
  type: z.literal('button'),
  action_id: z.string(),
  value: z.string().optional(),
  text: z.object({ text: z.string() }),
});

function blockActions(slack: SlackStandIn, user: string, message: ShownMessage, label: string): Delivery {
  const blocks = z
    .array(z.looseObject({ type: z.string(), elements: z.array(z.unknown()).optional() }))
    .parse(message.blocks);
  const buttons = blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => z.array(buttonSchema).parse(elements));
  const button = buttons.find(({ text }) => text.text === escaped(label));
  if (button === undefined) throw new Error(`There is no button "${label}" in: ${message.reads}`);
  const payload = {
    type: 'block_actions',
    ...acting(slack, user),
    container: {
      type: 'message',
      message_ts: message.ts ?? '1.1',
      channel_id: message.channel,
      is_ephemeral: message.ts === undefined,
    },
    channel: { id: message.channel, name: 'somewhere' },
    state: { values: {} },
    response_url: slack.responseUrls.issue(slack.userId(user), message.channel),
    actions: [{ ...button, block_id: 'b1', action_ts: '1795356300.000100' }],
  };
  return asForm({ payload: JSON.stringify(payload) });
}

function viewSubmission(slack: SlackStandIn, user: string, view: OpenView, answers: Filled): Delivery {
  const state = { values: stateOf(view, answers) };
  return asForm({
    payload: JSON.stringify({
      type: 'view_submission',
      ...acting(slack, user),
      response_urls: [],
      view: { ...view, state },
    }),
  });
}

const obeyed = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
]);

/** What Slack does with the answer to a submission: an empty one closes the modal. */
function obey({ views }: SlackStandIn, user: string, body: string): void {
  if (body === '') return views.close(user);
  const answer = obeyed.parse(JSON.parse(body));
  if (answer.response_action === 'errors') return views.showErrors(user, answer.errors);
  const refusal = modalRefusalOf(answer.view);
  if (refusal !== undefined) throw new Error(`Slack does not show this view: ${refusal}`);
  views.update(user, answer.view);
}

function acting(slack: SlackStandIn, user: string): object {
  return {
    user: { id: slack.userId(user), username: user, team_id: slack.teamOf(user) },
    team: { id: TEAM, domain: 'usher' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: 'A0USHER',
    trigger_id: slack.triggers.issue(slack.userId(user)),
  };
}

function spoken(slack: SlackStandIn, user: string, text: string): Readonly<Record<string, unknown>> {
  return { user: slack.userId(user), text, ts: '1795356300.000200', team: slack.teamOf(user) };
}

function eventCallback(event: Readonly<Record<string, unknown>>, eventId: string): object {
  return {
    type: 'event_callback',
    token: 'deprecated',
    team_id: TEAM,
    api_app_id: 'A0USHER',
    event_id: eventId,
    event_time: 1_795_356_300,
    event,
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
  };
}

/** What Slack does to typed text, except to the tokens it makes itself. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll(/<(?![@#!]|mailto:|https?:)/g, '&lt;');
}
