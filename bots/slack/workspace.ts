export const SURFACE = 'slack';

type Place = { readonly id: string } | null | undefined;

export type InstalledIn = {
  readonly team?: Place;
  readonly enterprise?: Place;
  readonly is_enterprise_install?: boolean | undefined;
};

/** Whose token speaks in that conversation: the workspace, or the organization where it installed the app as a whole. */
export function installedIn({ team, enterprise, is_enterprise_install: isOrganization }: InstalledIn): string {
  const workspace = isOrganization === true ? (enterprise ?? team) : (team ?? enterprise);
  if (workspace === null || workspace === undefined)
    throw new Error('A Slack payload names neither workspace nor organization');
  return workspace.id;
}

/**
 * The workspace that vouches for a person is their own, never the one they speak in: somebody who is here through
 * Slack Connect stays a member of the company they come from.
 */
export function homeOf(ownTeam: string | undefined, here: InstalledIn): string {
  return ownTeam ?? here.team?.id ?? installedIn(here);
}
