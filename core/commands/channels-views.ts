import { CHANNEL_PURPOSES, type Channel, type ChannelPurpose } from '../accounts/account-store.ts';
import { GRANT } from '../removals/warn-of-empty-support.ts';
import type { Block, View } from '../views/view.ts';
import type { Conversation } from './inbound.ts';

const PURPOSES = {
  approvals: { name: 'Approvals', what: 'requests that wait for a decision' },
  jobs: { name: 'Job notices', what: 'mailboxes and domains that need somebody' },
  support: { name: 'Support', what: 'removals and other requests to support' },
  billing: { name: 'Billing', what: 'the statement of every period and what becomes of seats that end' },
} as const satisfies Record<ChannelPurpose, { readonly name: string; readonly what: string }>;

export function channelsView(channels: readonly Channel[], at: Conversation): View {
  return {
    title: 'Where messages for several people go',
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['Purpose', 'What goes there', 'Where'],
        rows: CHANNEL_PURPOSES.map((purpose) => [
          PURPOSES[purpose].name,
          PURPOSES[purpose].what,
          whereText(channels, purpose, at),
        ]),
        total: CHANNEL_PURPOSES.length,
      },
      {
        kind: 'note',
        text: ['To set one, invite Usher to the channel and type there: ', { code: '/seat channels approvals here' }],
      },
    ],
    actions: at.isPrivate
      ? []
      : CHANNEL_PURPOSES.filter((purpose) => !channels.some((channel) => isHere(channel, purpose, at))).map(
          (purpose) => ({
            kind: 'run',
            label: `${PURPOSES[purpose].name} here`,
            weight: 'plain',
            does: { command: 'channels', args: { purpose, where: 'here' } },
          }),
        ),
  };
}

function whereText(channels: readonly Channel[], purpose: ChannelPurpose, at: Conversation): string {
  const set = channels.filter((channel) => channel.purpose === purpose);
  if (set.length === 0) return 'nowhere: the people concerned are written to one by one';
  return set.map((channel) => (isHere(channel, purpose, at) ? 'here' : channel.label)).join(' and ');
}

function isHere(channel: Channel, purpose: ChannelPurpose, { surface, workspace, address }: Conversation): boolean {
  return (
    channel.purpose === purpose &&
    channel.surface === surface &&
    channel.workspace === workspace &&
    channel.channel === address
  );
}

export function channelSetView(
  { purpose, channel }: Channel,
  before: Channel | undefined,
  lacksSupport: boolean,
): View {
  const moved = before !== undefined && before.channel !== channel;
  return {
    title: `${PURPOSES[purpose].name} come here from now on`,
    tone: 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          `That is: ${PURPOSES[purpose].what}. Everybody in this channel sees them; a decision is open to those only who may take it.`,
          moved ? ' The channel that was set before gets no new ones.' : '',
        ],
      },
      ...(lacksSupport ? [SUPPORT_IS_EMPTY] : []),
    ],
    actions: [{ kind: 'run', label: 'Show all channels', weight: 'plain', does: { command: 'channels', args: {} } }],
  };
}

/** What arrives for support is read by everybody in the channel, and taken by those with the grant alone. */
export const SUPPORT_IS_EMPTY = {
  kind: 'text',
  text: [
    { strong: 'Nobody here is of support yet, so nobody may act on what arrives.' },
    ' Give somebody the grant: ',
    { code: GRANT },
  ],
} as const satisfies Block;

export function notInPrivateView(purpose: ChannelPurpose): View {
  return {
    title: 'A direct message cannot be a channel',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          `${PURPOSES[purpose].name} go to a place that several people read. Type `,
          { code: `/seat channels ${purpose} here` },
          ' in that channel. Nothing was changed.',
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show all channels', weight: 'primary', does: { command: 'channels', args: {} } }],
  };
}

export function channelOffView(purpose: ChannelPurpose, before: readonly Channel[], at: Conversation): View {
  const where = before.map((channel) => (isHere(channel, purpose, at) ? 'this channel' : channel.label));
  return {
    title:
      before.length === 0
        ? `${PURPOSES[purpose].name} go to no channel already`
        : `${PURPOSES[purpose].name} go to no channel any more`,
    tone: before.length === 0 ? 'neutral' : 'good',
    blocks: [
      {
        kind: 'text',
        text: [
          ...(before.length === 0 ? [] : [`Before: ${where.join(' and ')}. `]),
          `The people concerned are written to one by one.`,
        ],
      },
    ],
    actions: [{ kind: 'run', label: 'Show all channels', weight: 'plain', does: { command: 'channels', args: {} } }],
  };
}
