import { createConsoleSession } from '../../bots/console/session.ts';
import { operatorOf } from '../../bots/runtime/operator.ts';
import { systemEntropy } from '../../bots/runtime/system.ts';
import { cast, teamsPerson } from '../local/linden.ts';
import type { Office } from '../local/office.ts';
import { inSlack, type SlackSeat } from './in-slack.ts';
import { inTeams, type TeamsSeat } from './in-teams.ts';
import type { Narrator } from './narrator.ts';

/** Everybody who acts in the story, each where they work. */
export type Stage = {
  readonly office: Office;
  readonly narrator: Narrator;
  /** Types on the operator’s console and answers what it printed. */
  readonly operator: (line: string) => Promise<string>;
  readonly clara: SlackSeat;
  readonly tomas: SlackSeat;
  readonly ines: SlackSeat;
  readonly rasmus: TeamsSeat;
  readonly sofie: TeamsSeat;
  readonly jana: TeamsSeat;
};

export const ACCOUNT = 'linden';

export function setStage(office: Office, narrator: Narrator): Stage {
  const slack = { slack: office.standIns.slack, driver: office.inSlack, narrator };
  const teams = { driver: office.inTeams, narrator };
  return {
    office,
    narrator,
    operator: createOperator(office, narrator),
    clara: inSlack(slack, 'clara', cast.clara.fullName),
    tomas: inSlack(slack, 'tomas', cast.tomas.fullName),
    ines: inSlack(slack, 'ines', cast.ines.fullName),
    rasmus: inTeams(teams, teamsPerson('rasmus')),
    sofie: inTeams(teams, teamsPerson('sofie')),
    jana: inTeams(teams, teamsPerson('jana')),
  };
}

function createOperator({ app }: Office, narrator: Narrator): Stage['operator'] {
  const printed: string[] = [];
  const session = createConsoleSession({
    frontDoor: app.frontDoor,
    user: operatorOf(ACCOUNT),
    write: (text) => printed.push(text),
    timeZone: 'UTC',
    entropy: systemEntropy,
  });
  return async (line) => {
    narrator.does('The operator, on the console', line);
    printed.length = 0;
    await session.line(line);
    const text = printed.join('');
    narrator.sees('The operator, on the console', text);
    return text;
  };
}
