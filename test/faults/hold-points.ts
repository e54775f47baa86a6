import { z } from 'zod';
import type { Accepted, FrontDoor } from '../../core/commands/front-door.ts';

/** The moments between storing a delivery and having answered it, in their order. */
export const HOLD_POINTS = ['stored', 'acknowledged', 'handled', 'sending', 'sent'] as const;
export type HoldPoint = (typeof HOLD_POINTS)[number];

export const holdOrder = z.object({ hold: z.enum(HOLD_POINTS) });
export const holdReport = z.union([z.object({ armed: z.enum(HOLD_POINTS) }), z.object({ held: z.enum(HOLD_POINTS) })]);

export type HeldDoor = {
  readonly frontDoor: FrontDoor;
  /** The next delivery that is accepted gets this far and never any further. */
  readonly hold: (point: HoldPoint) => void;
};

/** A front door that stands still at a chosen moment, as a process does that is about to be killed. */
export function holdingDoor(door: FrontDoor, held: (point: HoldPoint) => void): HeldDoor {
  const pointOf = new Map<string, HoldPoint>();
  let armed: HoldPoint | undefined;
  const stand = async ({ deliveryId }: Accepted, point: HoldPoint): Promise<void> => {
    if (pointOf.get(deliveryId) !== point) return;
    held(point);
    await new Promise<never>(() => undefined);
  };
  const frontDoor: FrontDoor = {
    accept: async (inbound) => {
      const acceptance = await door.accept(inbound);
      if (acceptance.kind !== 'accepted' || armed === undefined) return acceptance;
      pointOf.set(acceptance.deliveryId, armed);
      armed = undefined;
      await stand(acceptance, 'stored');
      return acceptance;
    },
    handle: async (accepted) => {
      await stand(accepted, 'acknowledged');
      const reply = await door.handle(accepted);
      await stand(accepted, 'handled');
      return reply;
    },
    answering: async (accepted, progress) => {
      if (progress === 'sent') await stand(accepted, 'sent');
      await door.answering(accepted, progress);
      if (progress === 'sending') await stand(accepted, 'sending');
    },
  };
  return {
    frontDoor,
    hold: (point) => {
      armed = point;
    },
  };
}
