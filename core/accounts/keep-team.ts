import type { AuditActor } from '../audit/audit-record.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Clock } from '../clock.ts';
import type { Id, Ids } from '../ids.ts';
import type { Stores } from '../transaction.ts';
import { teamCalled, type Team } from './team.ts';

export type KeepTeamDeps = { readonly ids: Ids; readonly clock: Clock; readonly audit: AuditTrail };

export type TeamWanted = { readonly accountId: Id<'account'>; readonly name: string; readonly by: AuditActor };

/** The team of this name, as it is called; a new one is made where there is none. */
export async function keepTeam(
  { ids, clock, audit }: KeepTeamDeps,
  stores: Stores,
  { accountId, name, by }: TeamWanted,
): Promise<Team> {
  const known = teamCalled(await stores.teams.list(), name);
  if (known !== undefined) return known;
  const team: Team = { id: ids.next('team'), accountId, name };
  if (!(await stores.teams.add(team))) {
    const faster = teamCalled(await stores.teams.list(), name);
    if (faster === undefined) throw new Error('A team of this name is there but cannot be read');
    return faster;
  }
  await audit(stores, accountId, {
    kind: 'team.made',
    at: clock.now(),
    actor: by,
    subject: { kind: 'team', id: team.id },
    facts: { name },
    personal: [],
  });
  return team;
}
