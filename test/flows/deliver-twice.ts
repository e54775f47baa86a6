import { isDeepStrictEqual } from 'node:util';
import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { Inbound } from '../../core/commands/inbound.ts';
import type { SealedReply } from '../../core/commands/reply.ts';

/** One delivery that arrives two times at once: it is taken once, and whoever asks is given the same answer. */
export async function deliverTwice(frontDoor: FrontDoor, inbound: Inbound): Promise<SealedReply> {
  const arrivals = await Promise.all([frontDoor.accept(inbound), frontDoor.accept(inbound)]);
  const invalid = arrivals.find((arrival) => arrival.kind === 'invalid');
  if (invalid !== undefined) return { kind: 'fields', errors: invalid.errors };
  const [accepted, ...more] = arrivals.filter((arrival) => arrival.kind === 'accepted');
  if (accepted === undefined || more.length > 0)
    throw new Error(`One delivery became ${arrivals.map(({ kind }) => kind).join(' and ')}`);
  const [reply, again] = await Promise.all([frontDoor.handle(accepted), frontDoor.handle(accepted)]);
  if (!isDeepStrictEqual(reply, again)) throw new Error('The same delivery was answered in two ways');
  return reply;
}
