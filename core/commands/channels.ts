import { z } from 'zod';
import { CHANNEL_PURPOSES, type Channel, type ChannelPurpose } from '../accounts/account-store.ts';
import { auditActor } from '../accounts/audit-actor.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { hasSupportMember } from '../removals/support-recipients.ts';
import { absentWhenEmpty } from './arguments.ts';
import { channelOffView, channelSetView, channelsView, notInPrivateView } from './channels-views.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { Conversation } from './inbound.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type ChannelsDeps = { readonly audit: AuditTrail };

const CHANNELS = signature({
  name: 'channels',
  group: 'account',
  summary: 'Choose where approvals, job notices, support and billing go: type it in the channel that is to get them',
  example: '/seat channels approvals here',
  reach: 'typed',
  typed: ['purpose', 'where'],
  args: z.object({
    purpose: absentWhenEmpty(z.string().trim().toLowerCase().pipe(z.enum(CHANNEL_PURPOSES, wrongPurpose()))),
    where: absentWhenEmpty(
      z
        .string()
        .trim()
        .toLowerCase()
        .pipe(z.enum(['here', 'off'], 'Write here, in the channel itself, or off.')),
    ),
  }),
});

export function createChannels(deps: ChannelsDeps): Command {
  return command({
    signature: CHANNELS,
    run: async ({ purpose, where }, context) => {
      if (purpose !== undefined && where === 'here') return await setHere(deps, purpose, context);
      if (purpose !== undefined && where === 'off') return await setOff(deps, purpose, context);
      return privately(channelsView(await context.stores.channels.list(), context.at));
    },
  });
}

/** Everybody in the channel sees that it is used from now on, because everybody there will see what goes there. */
async function setHere({ audit }: ChannelsDeps, purpose: ChannelPurpose, context: CommandContext): Promise<Reply> {
  const { stores, account, at, now } = context;
  if (at.isPrivate) return privately(notInPrivateView(purpose));
  const { surface, workspace, address } = at;
  const channel: Channel = { purpose, surface, workspace, channel: address, label: nameOf(at) };
  const before = (await stores.channels.list()).find((one) => one.purpose === purpose && one.surface === surface);
  await stores.channels.set(channel);
  await audit(stores, account.id, {
    kind: 'channel.set',
    at: now,
    actor: auditActor(context),
    subject: { kind: 'channel', id: `${purpose}:${surface}` },
    facts: { purpose, surface, workspace, channel: address, before: before?.channel ?? null },
    personal: [],
  });
  const lacksSupport = purpose === 'support' && !(await hasSupportMember(stores));
  return { kind: 'conversation', view: channelSetView(channel, before, lacksSupport) };
}

/** What people call it, where the platform says so. */
function nameOf({ name, workspace }: Conversation): string {
  return name === undefined ? `a channel in ${workspace}` : `#${name.replace(/^#/u, '')}`;
}

/** What goes to this purpose is told to the people concerned one by one again. */
async function setOff({ audit }: ChannelsDeps, purpose: ChannelPurpose, context: CommandContext): Promise<Reply> {
  const { stores, account, at, now } = context;
  const set = (await stores.channels.list()).filter((channel) => channel.purpose === purpose);
  for (const channel of set) {
    await stores.channels.remove(channel);
    await audit(stores, account.id, {
      kind: 'channel.removed',
      at: now,
      actor: auditActor(context),
      subject: { kind: 'channel', id: `${purpose}:${channel.surface}` },
      facts: { purpose, surface: channel.surface, workspace: channel.workspace, channel: channel.channel },
      personal: [],
    });
  }
  return privately(channelOffView(purpose, set, at));
}

function wrongPurpose(): string {
  return `Choose ${CHANNEL_PURPOSES.slice(0, -1).join(', ')} or ${CHANNEL_PURPOSES.at(-1)}.`;
}
