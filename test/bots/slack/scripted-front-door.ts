import type { Acceptance, Accepted, FrontDoor } from '../../../core/commands/front-door.ts';
import type { Inbound } from '../../../core/commands/inbound.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { idSchema } from '../../../core/ids.ts';
import { aView } from '../../fixtures/view-parts.ts';

const ACCOUNT = idSchema('account').parse('01900000-0000-7000-8000-00000000acc0');

export interface ScriptedFrontDoor extends FrontDoor {
  /** Everything that was claimed, in order, repetitions left out. */
  readonly accepted: () => readonly Inbound[];
  readonly handled: () => readonly Inbound[];
  readonly progress: () => readonly ('sending' | 'sent')[];
  /** What comes next; without a script a delivery is accepted and answered privately. */
  readonly acceptsNext: (script: () => Promise<Acceptance>) => void;
  readonly repliesNext: (script: () => Promise<SealedReply>) => void;
  readonly forget: () => void;
}

/** A working front door over a map, whose next acceptance and reply can be written in advance. */
export function createScriptedFrontDoor(): ScriptedFrontDoor {
  const claimed = new Map<string, { readonly inbound: Inbound; readonly accepted: Accepted; reply?: SealedReply }>();
  const handled: Inbound[] = [];
  const progress: ('sending' | 'sent')[] = [];
  const acceptances: (() => Promise<Acceptance>)[] = [];
  const replies: (() => Promise<SealedReply>)[] = [];
  let deliveries = 0;
  return {
    accept: async (inbound) => {
      const scripted = acceptances.shift();
      if (scripted !== undefined) return await scripted();
      const known = claimed.get(inbound.deliveryKey);
      if (known !== undefined) return { kind: 'repeated', reply: known.reply };
      deliveries += 1;
      const deliveryId = idSchema('delivery').parse(`01900000-0000-7000-8000-${String(deliveries).padStart(12, '0')}`);
      const accepted = { accountId: ACCOUNT, deliveryId };
      claimed.set(inbound.deliveryKey, { inbound, accepted });
      return { kind: 'accepted', ...accepted };
    },
    handle: async ({ deliveryId }) => {
      const delivery = [...claimed.values()].find(({ accepted }) => accepted.deliveryId === deliveryId);
      if (delivery === undefined) throw new Error(`Delivery ${deliveryId} is not stored`);
      if (delivery.reply !== undefined) return delivery.reply;
      handled.push(delivery.inbound);
      const reply = replies.shift() ?? (async () => ({ kind: 'private', view: aView({ title: 'Heard' }) }) as const);
      return (delivery.reply = await reply());
    },
    answering: async (_accepted, step) => {
      progress.push(step);
    },
    accepted: () => [...claimed.values()].map(({ inbound }) => inbound),
    handled: () => handled,
    progress: () => progress,
    acceptsNext: (script) => acceptances.push(script),
    repliesNext: (script) => replies.push(script),
    forget: () => {
      claimed.clear();
      for (const list of [handled, progress, acceptances, replies]) list.length = 0;
    },
  };
}
