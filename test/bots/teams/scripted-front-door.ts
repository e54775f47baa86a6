import { createHash } from 'node:crypto';
import type { Acceptance, FrontDoor } from '../../../core/commands/front-door.ts';
import type { Inbound } from '../../../core/commands/inbound.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { idSchema } from '../../../core/ids.ts';

/** Keeps deliveries as the real front door does; what a call answers is scripted. */
export interface ScriptedFrontDoor extends FrontDoor {
  readonly inbounds: readonly Inbound[];
  readonly progress: readonly string[];
  readonly runs: () => number;
  replies: (inbound: Inbound) => SealedReply | Promise<SealedReply>;
  acceptance: (inbound: Inbound) => Promise<Acceptance | undefined>;
}

const ACCOUNT = idSchema('account').parse('01900000-0000-7000-8000-0000000000ac');

export function createScriptedFrontDoor(reply: SealedReply): ScriptedFrontDoor {
  const stored = new Map<string, { readonly inbound: Inbound; reply: SealedReply | undefined }>();
  const inbounds: Inbound[] = [];
  const progress: string[] = [];
  let runs = 0;
  const door: ScriptedFrontDoor = {
    inbounds,
    progress,
    runs: () => runs,
    replies: () => reply,
    acceptance: async () => undefined,
    accept: async (inbound) => {
      const scripted = await door.acceptance(inbound);
      if (scripted !== undefined) return scripted;
      const deliveryId = idOf(inbound);
      const known = stored.get(deliveryId);
      if (known !== undefined) return { kind: 'repeated', reply: known.reply };
      stored.set(deliveryId, { inbound, reply: undefined });
      inbounds.push(inbound);
      return { kind: 'accepted', accountId: ACCOUNT, deliveryId };
    },
    handle: async ({ deliveryId }) => {
      const delivery = stored.get(deliveryId);
      if (delivery === undefined) throw new Error('No such delivery');
      if (delivery.reply === undefined) runs += 1;
      delivery.reply ??= await door.replies(delivery.inbound);
      return delivery.reply;
    },
    answering: async (_accepted, step) => {
      progress.push(step);
    },
  };
  return door;
}

function idOf({ deliveryKey, from }: Inbound): ReturnType<typeof deliveryIdSchema.parse> {
  const hex = createHash('sha256').update(`${from.workspace}|${deliveryKey}`).digest('hex');
  return deliveryIdSchema.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}

const deliveryIdSchema = idSchema('delivery');
