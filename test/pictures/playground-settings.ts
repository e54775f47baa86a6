/** The playground takes this tenant and no other. */
export const PLAYGROUND_TENANT = '00000000-0000-0000-0000-0000000000001';

export type PlaygroundPerson = { readonly fullName: string; readonly address: string; readonly objectId: string };

/** Who sits in front of the playground. It refuses a file without exactly five others, who say nothing here. */
export function playgroundSettings(user: PlaygroundPerson): string {
  const others = ['Colleague A', 'Colleague B', 'Colleague C', 'Colleague D', 'Colleague E'].map((fullName, index) => ({
    id: `user-id-${index + 1}`,
    ...person({
      fullName,
      address: `colleague${index + 1}@lindenpartners.example`,
      objectId: `00000000-0000-0000-0000-00000000003${index}`,
    }),
  }));
  // JSON is YAML.
  return JSON.stringify({
    version: '0.1.1',
    tenantId: PLAYGROUND_TENANT,
    bot: { id: '00000000-0000-0000-0000-00000000000011', name: 'Usher' },
    currentUser: { id: 'user-id-0', ...person(user) },
    users: others,
    personalChat: { id: 'personal-chat-id' },
    groupChat: { id: 'group-chat-id', name: 'Group Chat' },
    team: {
      id: 'team-id',
      name: 'Linden Partners',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: 'channel-announcements-id', name: 'Seats' }],
    },
  });
}

function person({ fullName, address, objectId }: PlaygroundPerson) {
  const [givenName = '', surname = ''] = fullName.split(' ');
  return { name: fullName, userPrincipleName: address, aadObjectId: objectId, givenName, surname, email: address };
}
