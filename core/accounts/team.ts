import type { Id } from '../ids.ts';

/** Part of the Enterprise tier: whose mail colleagues may see can be kept within a team. */
export type Team = { readonly id: Id<'team'>; readonly accountId: Id<'account'>; readonly name: string };

export interface TeamStore {
  /** In the order of their names. */
  readonly list: () => Promise<readonly Team[]>;
  /** False when there is a team of this name; case and accents make no other name. */
  readonly add: (team: Team) => Promise<boolean>;
}

export function foldedTeam(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}

/** The team that is meant, as it is called. */
export function teamCalled(teams: readonly Team[], name: string): Team | undefined {
  return teams.find((team) => foldedTeam(team.name) === foldedTeam(name));
}

/** Which team somebody gets where one would be given otherwise: `none` says that it is no team. */
export function teamSaid(said: string | undefined, otherwise: string | undefined): string | undefined {
  return said?.toLowerCase() === 'none' ? undefined : (said ?? otherwise);
}
