const envelope = {
  timestamp: '2026-11-22T12:00:00.1234567Z',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  channelId: 'msteams',
  from: { id: '29:ada', name: 'Ada Lovelace', aadObjectId: 'AAAAAAAA-0000-4000-8000-000000000000' },
  recipient: { id: '28:bot', name: 'Usher' },
  channelData: { tenant: { id: 'tenant-1' } },
  locale: 'en-GB',
};

const personal = { conversation: { conversationType: 'personal', tenantId: 'tenant-1', id: 'a:1' } };

/** Activities in the shape in which the Bot Connector delivers them, reduced to what may matter. */
export const ACTIVITIES = {
  personalMessage: { ...envelope, ...personal, type: 'message', id: '1700000000000', text: 'list', value: null },
  channelMention: {
    ...envelope,
    type: 'message',
    id: '1700000000001',
    textFormat: 'plain',
    text: '<at>Usher</at> /seat show <at>Grace</at>&nbsp;\n',
    conversation: {
      isGroup: true,
      conversationType: 'channel',
      tenantId: 'tenant-1',
      id: '19:abc@thread.tacv2;messageid=17',
    },
    entities: [
      { type: 'mention', text: '<at>Usher</at>', mentioned: { id: '28:bot', name: 'Usher' } },
      { type: 'mention', text: '<at>Grace</at>', mentioned: { id: '29:grace', name: 'Grace $& Hopper' } },
      { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows' },
    ],
  },
  execute: {
    ...envelope,
    ...personal,
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:1',
    replyToId: '1700000000000',
    value: {
      action: { type: 'Action.Execute', title: 'Approve', verb: 'press', data: { action: 'action-1', as: 'press' } },
      trigger: 'manual',
    },
  },
  submit: {
    ...envelope,
    ...personal,
    type: 'message',
    id: 'f:2',
    replyToId: '1700000000000',
    value: {
      action: 'action-1',
      as: 'submit',
      'text.action': 'x',
      'text.seat.type': 'true',
      'check.agreed': 'true',
      'text.empty': '',
      unrelated: 'y',
    },
  },
  conversationUpdate: {
    ...envelope,
    ...personal,
    type: 'conversationUpdate',
    id: 'f:3',
    membersAdded: [{ id: '28:bot' }],
  },
  playgroundMessage: {
    ...envelope,
    ...personal,
    serviceUrl: 'http://127.0.0.1:56150/_connector',
    type: 'message',
    id: '4',
    text: 'help',
    from: { id: 'user-id-0', name: 'Alex Wilber' },
  },
} as const;
