import type { Member } from '../people/member.ts';

/** Who decides was frozen with the request; whether they still may is read at the click. */
export function stillDecides({ standing, grants, role }: Member): boolean {
  return standing === 'active' && (grants.includes('approver') || role !== 'standard');
}
