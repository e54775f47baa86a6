import { demoFirm, personAt, type Person } from '../stand-ins/corpus/demo-firm.ts';
import type { Person as SlackPerson } from '../stand-ins/slack/people.ts';
import type { TeamsChannel, TeamsPerson } from '../stand-ins/teams/people.ts';

/** The firm’s Entra tenant in the stand-in, which is also where its Teams is. */
export const TENANT = '7d1e2f34-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
export const BOT = {
  appId: '7c1a7b1e-0a9e-4a4e-8a3c-5f2f9f0d1c2b',
  appPassword: 'local-bot-secret',
  tenantId: TENANT,
} as const;

const at = (local: string, domain: string): Person => personAt(demoFirm, `${local}@${domain}`);
const LINDEN = 'lindenpartners.example';
const EUROPE = 'linden-europe.example';

/** Who plays which part. The admin and the approver open the CRM; the five others are to be read. */
export const cast = {
  clara: at('clara.whitfield', LINDEN),
  tomas: at('tomas.aguilar', LINDEN),
  ines: at('ines.okafor', LINDEN),
  sofie: at('sofie.lindqvist', EUROPE),
  matteo: at('matteo.ferraro', EUROPE),
  jana: at('jana.novotna', EUROPE),
  rasmus: at('rasmus.dahl', EUROPE),
} as const;

/** Tomás’s own mailbox, which is in no domain of the firm. */
export const FAMILY_MAILBOX = at('tomas.aguilar', 'aguilar-family.example').primary;

export type CastName = keyof typeof cast;

export const DOMAINS = [LINDEN, EUROPE] as const;

/** London works in Slack. */
export const slackPeople: readonly SlackPerson[] = [slack('clara'), slack('tomas'), slack('ines')];
export const slackChannels = [{ name: 'seats' }, { name: 'crm-sync' }] as const;

/** The continent works in Teams; Matteo signs in with another name than his address and is found by mail only. */
export const teamsPeople: readonly TeamsPerson[] = [teams('sofie'), teams('matteo'), teams('jana'), teams('rasmus')];
export const teamsChannel: TeamsChannel = { id: '19:linden-seats@thread.tacv2', members: teamsPeople };

export function teamsPerson(name: CastName): TeamsPerson {
  const found = teamsPeople.find(({ objectId }) => objectId === cast[name].id);
  if (found === undefined) throw new Error(`${name} is not in Teams`);
  return found;
}

function slack(name: CastName): SlackPerson {
  const { fullName, primary } = cast[name];
  return { name, email: primary, realName: fullName };
}

function teams(name: CastName): TeamsPerson {
  const { id, fullName, primary, signInName } = cast[name];
  return {
    name: fullName,
    objectId: id,
    userPrincipalName: signInName,
    email: primary,
    tenantId: TENANT,
    userRole: 'user',
  };
}
