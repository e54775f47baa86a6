import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Entropy } from './entropy.ts';

export type IdKind =
  | 'account'
  | 'member'
  | 'identity'
  | 'workspace'
  | 'seat'
  | 'seat-term'
  | 'domain-claim'
  | 'credential'
  | 'quote'
  | 'acknowledgement'
  | 'charge-line'
  | 'credit'
  | 'reduction'
  | 'request'
  | 'batch'
  | 'comment'
  | 'action'
  | 'delivery'
  | 'document'
  | 'directory-look'
  | 'round'
  | 'notice'
  | 'work'
  | 'mailbox'
  | 'mailbox-link'
  | 'sync-run'
  | 'episode'
  | 'departure'
  | 'decommission'
  | 'person'
  | 'organization'
  | 'interaction'
  | 'message-copy'
  | 'list'
  | 'note'
  | 'api-key'
  | 'api-key-offer'
  | 'removal'
  | 'team'
  | 'privacy-change';

declare const kind: unique symbol;

/** A UUIDv7 made by the application; the kind exists only for the compiler, so an `Id<'seat'>` is no `Id<'member'>`. */
export type Id<Kind extends IdKind> = string & { readonly [kind]: Kind };

export interface Ids {
  readonly next: <Kind extends IdKind>(of: Kind) => Id<Kind>;
}

const uuid = z.uuid();

/** The schema of an id that comes from outside: storage, a payload, an argument. */
export function idSchema<Kind extends IdKind>(_of: Kind): z.ZodType<Id<Kind>, string> {
  // The cast is the one place where a checked string becomes an id.
  return uuid as unknown as z.ZodType<Id<Kind>, string>;
}

/** RFC 9562 version 7: 48 bits of milliseconds, then random bits; sorts by time of creation. */
export function createIds(clock: Clock, entropy: Entropy): Ids {
  return { next: () => uuidV7(clock.now().epochMilliseconds, entropy.bytes(10)) as Id<never> };
}

function uuidV7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(milliseconds / 65_536));
  view.setUint16(4, milliseconds % 65_536);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toHex();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
