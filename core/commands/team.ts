import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { keepTeam, type KeepTeamDeps } from '../accounts/keep-team.ts';
import { putIntoTeam } from '../accounts/put-into-team.ts';
import { teamCalled, type Team } from '../accounts/team.ts';
import { noTeamView, teamForm, teamSetView, teamsView, unknownTeamView } from '../accounts/team-views.ts';
import { idSchema } from '../ids.ts';
import type { Member } from '../people/member.ts';
import { privacyRefusedView } from '../privacy/privacy-refused.ts';
import type { Seat } from '../seats/seat.ts';
import { absentWhenEmpty, teamArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import { namedMember } from './named-member.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { memberArgument } from './show.ts';
import { signature } from './signature.ts';

const TEAM = signature({
  name: 'team',
  group: 'seats',
  summary: 'Put somebody into a team, or see the teams; none takes them out of theirs',
  example: '/seat team ada@company.example Deal Desk',
  reach: 'typed',
  typed: ['member', 'team'],
  args: z.object({ member: memberArgument, team: absentWhenEmpty(teamArgument) }),
});

const CONFIRM = signature({
  name: 'team confirm',
  group: 'seats',
  summary: 'Make a team that did not exist and put somebody into it',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ member: idSchema('member'), team: teamArgument }),
});

/** The word that stands for no team. */
const NONE = 'none';

export function createTeam(deps: KeepTeamDeps): readonly Command[] {
  return [
    command({ signature: TEAM, run: (args, context) => team(deps, args, context) }),
    command({ signature: CONFIRM, run: (args, context) => confirm(deps, args, context) }),
  ];
}

async function team(
  deps: KeepTeamDeps,
  { member: typed, team: name }: z.output<typeof TEAM.args>,
  context: CommandContext,
) {
  const { stores, isForm } = context;
  const teams = await stores.teams.list();
  if (typed === undefined) return privately(teamsView(teams, await stores.seats.list()));
  const found = await namedMember(context, typed, { command: 'team', args: { team: name } });
  if (!found.ok) return found.error;
  const member = found.value;
  const seat = await stores.seats.ofMember(member.id);
  if (seat === undefined) return privately(privacyRefusedView({ kind: 'no-seat', member }));
  if (name === undefined) return teamForm(member, seat, teams);
  if (name.toLowerCase() === NONE) return await put(deps, context, { member, seat, team: undefined });
  const known = teamCalled(teams, name);
  if (known !== undefined) return await put(deps, context, { member, seat, team: known });
  return isForm
    ? await make(deps, context, { member, seat, name })
    : privately(unknownTeamView({ member, name, teams }));
}

/** Whoever pressed the button has seen that the team is new. */
async function confirm(
  deps: KeepTeamDeps,
  { member: id, team: name }: z.output<typeof CONFIRM.args>,
  context: CommandContext,
): Promise<Reply> {
  const member = await context.stores.members.get(id);
  const seat = await context.stores.seats.ofMember(id);
  if (member === undefined) throw new Error(`Member ${id} stood on a button but is not stored`);
  if (seat === undefined) return privately(privacyRefusedView({ kind: 'no-seat', member }));
  return await make(deps, context, { member, seat, name });
}

type Placed = { readonly member: Member; readonly seat: Seat };

async function make(
  deps: KeepTeamDeps,
  context: CommandContext,
  { member, seat, name }: Placed & { readonly name: string },
): Promise<Reply> {
  const wanted = { accountId: context.account.id, name, by: auditActor(context) };
  return await put(deps, context, { member, seat, team: await keepTeam(deps, context.stores, wanted) });
}

async function put(
  deps: KeepTeamDeps,
  context: CommandContext,
  { member, seat, team: chosen }: Placed & { readonly team: Team | undefined },
): Promise<Reply> {
  const name = chosen?.name;
  if (seat.team === name) return privately(noTeamView(member, seat));
  await putIntoTeam(deps, context.stores, { seat, team: name, by: auditActor(context) });
  return privately(teamSetView(member, seat.team, name));
}
