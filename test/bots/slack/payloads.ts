/** Payloads as Slack's reference pages show them, with everything in them that we do not read. */
export const SLASH_COMMAND = {
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  team_id: 'T0HOME',
  team_domain: 'example',
  enterprise_id: 'E0ORG',
  enterprise_name: 'Globular Construct Inc',
  channel_id: 'C2147483705',
  channel_name: 'seats',
  user_id: 'U2147483697',
  user_name: 'ada',
  command: '/seat',
  text: 'invite &lt;Linus &amp; Co&gt; <mailto:linus@example.com|linus@example.com> <@U012AB3CD|grace>',
  api_app_id: 'A123456',
  is_enterprise_install: 'false',
  response_url: 'https://hooks.slack.com/commands/1234/5678',
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
};

export const BLOCK_ACTIONS = {
  type: 'block_actions',
  user: { id: 'U2147483697', username: 'ada', name: 'ada', team_id: 'T0HOME' },
  api_app_id: 'A123456',
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  container: { type: 'message', message_ts: '1548261231.000200', channel_id: 'C2147483705', is_ephemeral: false },
  trigger_id: '12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3',
  team: { id: 'T0HOME', domain: 'example' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: 'C2147483705', name: 'seats' },
  message: { bot_id: 'B0USHER', type: 'message', text: 'A request', ts: '1548261231.000200' },
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/T0HOME/1234/5678',
  actions: [
    {
      action_id: 'press:0',
      block_id: '=qXel',
      text: { type: 'plain_text', text: 'Approve', emoji: true },
      value: '01900000-0000-7000-8000-000000000001',
      type: 'button',
      action_ts: '1548426417.840180',
    },
  ],
};

export const VIEW_SUBMISSION = {
  type: 'view_submission',
  team: { id: 'T0HOME', domain: 'example' },
  enterprise: null,
  is_enterprise_install: false,
  user: { id: 'U2147483697', username: 'ada', team_id: 'T0HOME' },
  api_app_id: 'A123456',
  token: 'gIkuvaNzQIHg97ATvDxqgjtO',
  trigger_id: '156772938.1827394',
  response_urls: [],
  view: {
    id: 'VNHU13V36',
    team_id: 'T0HOME',
    type: 'modal',
    title: { type: 'plain_text', text: 'Invite' },
    blocks: [],
    callback_id: 'usher_form',
    private_metadata: '{"action":"01900000-0000-7000-8000-000000000007","channel":"C2147483705","private":false}',
    state: {
      values: {
        name: { answer: { type: 'plain_text_input', value: 'Linus &amp; <Co>' } },
        note: { answer: { type: 'plain_text_input', value: null } },
        privacy: {
          answer: {
            type: 'radio_buttons',
            selected_option: { text: { type: 'plain_text', text: 'Share all' }, value: 'share-all' },
          },
        },
        team: { answer: { type: 'static_select', selected_option: null } },
        agreed: {
          answer: {
            type: 'checkboxes',
            selected_options: [{ text: { type: 'plain_text', text: 'Yes' }, value: 'yes' }],
          },
        },
        later: { answer: { type: 'checkboxes', selected_options: [] } },
      },
    },
    hash: '1550250705.a7adb06f',
  },
};

export const MESSAGE_EVENT = {
  token: 'one-long-verification-token',
  team_id: 'T0HOME',
  api_app_id: 'A123456',
  event: {
    type: 'message',
    channel: 'D024BE91L',
    user: 'U2147483697',
    text: 'show <@U012AB3CD> &amp;lt; 3',
    ts: '1355517523.000005',
    team: 'T0HOME',
    event_ts: '1355517523.000005',
    channel_type: 'im',
  },
  type: 'event_callback',
  event_id: 'Ev0PV52K25',
  event_time: 1_355_517_523,
  authorizations: [
    { enterprise_id: null, team_id: 'T0HOME', user_id: 'U0USHERBOT', is_bot: true, is_enterprise_install: false },
  ],
};
