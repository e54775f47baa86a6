import type { Reply } from '../commands/reply.ts';
import type { Member } from '../people/member.ts';
import type { Seat } from '../seats/seat.ts';
import type { Inline, View } from '../views/view.ts';
import { foldedTeam, type Team } from './team.ts';

/** The teams that there are, with how many people are in each. */
export function teamsView(teams: readonly Team[], seats: readonly Seat[]): View {
  return {
    title: teams.length === 0 ? 'There are no teams yet' : `${teams.length} ${teams.length === 1 ? 'team' : 'teams'}`,
    tone: 'neutral',
    blocks: [
      ...(teams.length === 0
        ? []
        : [
            {
              kind: 'table',
              columns: ['Team', 'People'],
              rows: teams.map((team): readonly Inline[] => [{ strong: team.name }, `${sizeOf(team, seats)}`]),
              total: teams.length,
            } as const,
          ]),
      {
        kind: 'note',
        text: ['To put somebody into a team, type ', { code: '/seat team ada@company.example Deal Desk' }],
      },
    ],
    actions: teams.slice(0, 3).map((team) => ({
      kind: 'run',
      label: `Show ${team.name}`,
      weight: 'plain',
      does: { command: 'list', args: { team: team.name } },
    })),
  };
}

function sizeOf(team: Team, seats: readonly Seat[]): number {
  const within = seats.filter((seat) => seat.team !== undefined && foldedTeam(seat.team) === foldedTeam(team.name));
  return new Set(within.map(({ memberId }) => memberId)).size;
}

export function teamForm(member: Member, seat: Seat, teams: readonly Team[]): Reply {
  const known =
    teams.length === 0
      ? 'There are no teams yet; the first one is made with this name.'
      : `Teams: ${teams.map(({ name }) => name).join(', ')}. Another name makes another team.`;
  return {
    kind: 'form',
    form: {
      title: `Team of ${member.fullName}`,
      blocks: [{ kind: 'text', text: [known] }],
      inputs: [
        {
          kind: 'text',
          name: 'team',
          label: 'Team',
          hint: 'none for no team',
          required: true,
          maxLength: 80,
          multiline: false,
          ...(seat.team === undefined ? {} : { initial: seat.team }),
        },
      ],
      submit: { label: 'Put into the team', does: { command: 'team', args: { member: member.address } } },
    },
  };
}

type Unknown = { readonly member: Member; readonly name: string; readonly teams: readonly Team[] };

/** A name that nobody has heard of is rather a slip than a new team, so it is asked for. */
export function unknownTeamView({ member, name, teams }: Unknown): View {
  const known = teams.slice(0, 3);
  return {
    title: `There is no team “${name}”`,
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          teams.length === 0 ? 'There are no teams yet. ' : `Teams: ${teams.map((team) => team.name).join(', ')}. `,
          `Choose one, or make “${name}”. Nothing was changed.`,
        ],
      },
    ],
    actions: [
      ...known.map((team) => ({
        kind: 'run' as const,
        label: `Put into ${team.name}`,
        weight: 'plain' as const,
        does: { command: 'team', args: { member: member.address, team: team.name } },
      })),
      {
        kind: 'run',
        label: `Make ${name}`,
        weight: 'plain',
        does: { command: 'team confirm', args: { member: member.id, team: name } },
      },
    ],
  };
}

export function teamSetView(member: Member, before: string | undefined, after: string | undefined): View {
  return {
    title:
      after === undefined ? `${member.fullName} is in no team now` : `${member.fullName} is in the team ${after} now`,
    tone: 'good',
    blocks: [
      { kind: 'text', text: [before === undefined ? 'Before they were in none.' : `Before they were in ${before}.`] },
    ],
    actions: [{ kind: 'run', label: 'Show all teams', weight: 'plain', does: { command: 'team', args: {} } }],
  };
}

export function noTeamView(member: Member, { team }: Seat): View {
  return {
    title:
      team === undefined
        ? `${member.fullName} is in no team already`
        : `${member.fullName} is in the team ${team} already`,
    tone: 'neutral',
    blocks: [],
    actions: [{ kind: 'run', label: 'Show all teams', weight: 'plain', does: { command: 'team', args: {} } }],
  };
}
