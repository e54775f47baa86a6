import type { TeamsChannel, TeamsPerson } from '../../stand-ins/teams/people.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const FOREIGN_TENANT = '99999999-9999-4999-8999-999999999999';
export const REGISTRATION = {
  appId: '22222222-2222-4222-8222-222222222222',
  appPassword: 'bot secret',
  tenantId: TENANT,
};

export const ADA = aPerson('Ada Lovelace', 'a');
export const GRACE = aPerson('Grace Hopper', 'b', { email: 'somebody.else@example.org' });
export const GUEST = aPerson('Guest', 'c', { userRole: 'guest' });
export const INVITED = aPerson('Invited', 'e', { userPrincipalName: 'i_other.test#EXT#@example.com' });
export const STRANGER = aPerson('Stranger', 'd', { tenantId: FOREIGN_TENANT });

export const APPROVALS: TeamsChannel = { id: '19:approvals@thread.tacv2', members: [ADA, GRACE, GUEST, STRANGER] };
export const POPULATION = { people: [ADA, GRACE, GUEST, INVITED, STRANGER], channels: [APPROVALS] };

function aPerson(name: string, digit: string, more: Partial<TeamsPerson> = {}): TeamsPerson {
  const address = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
  return {
    name,
    objectId: `${digit.repeat(8)}-0000-4000-8000-000000000000`,
    userPrincipalName: address,
    email: address,
    tenantId: TENANT,
    userRole: 'user',
    ...more,
  };
}
