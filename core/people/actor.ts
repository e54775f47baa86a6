import type { Id } from '../ids.ts';
import type { Member } from './member.ts';

/** Who acts. An operator acts on the console of the process itself; the system acts as a named job. */
export type Actor =
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'operator'; readonly accountId: Id<'account'> }
  | { readonly kind: 'system'; readonly accountId: Id<'account'>; readonly job: string };
