/** Somebody whom the stand-in knows; `tenantId` differs from the bot's for people of another firm. */
export type TeamsPerson = {
  readonly name: string;
  readonly objectId: string;
  readonly userPrincipalName: string;
  /** The profile's mail property, which its owner may have written. */
  readonly email: string;
  readonly tenantId: string;
  readonly userRole: 'user' | 'guest';
};

export type TeamsChannel = { readonly id: string; readonly members: readonly TeamsPerson[] };

export function channelUserId({ objectId }: TeamsPerson): string {
  return `29:${objectId}`;
}

export function personalChatId({ objectId }: TeamsPerson): string {
  return `a:${objectId}`;
}

export function rosterEntry(person: TeamsPerson): Readonly<Record<string, string>> {
  const { name, objectId, userPrincipalName, email, tenantId, userRole } = person;
  return {
    id: channelUserId(person),
    name,
    objectId,
    aadObjectId: objectId,
    userPrincipalName,
    email,
    tenantId,
    userRole,
  };
}
