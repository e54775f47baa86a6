import { z } from 'zod';
import { changePurchased } from '../../core/seats/capacity.ts';
import { inSlack, type SlackSeat } from '../demo/in-slack.ts';
import { inTeams, type TeamsSeat } from '../demo/in-teams.ts';
import { createNarrator } from '../demo/narrator.ts';
import { cast, teamsPerson } from '../local/linden.ts';
import { SIGNING_SECRET, startStandIns, type StandIns } from '../local/stand-ins.ts';
import { createScaledClock } from '../stand-ins/clock/scaled-clock.ts';
import { slackDriver, type SlackDriver } from '../stand-ins/slack/slack-driver.ts';
import { createTeamsDriver, type TeamsDriver } from '../stand-ins/teams/teams-driver.ts';
import { agreement } from './agreement.ts';
import { openEdge, type Edge } from './edge.ts';
import type { Spawned } from './spawn-process.ts';
import { openWorld, type World } from './world.ts';

/** Clara asks in Slack; Tomás in Slack and Rasmus in Teams may each decide. Both platforms reach the product by the edge. */
export type ChatScene = AsyncDisposable & {
  readonly world: World;
  readonly standIns: StandIns;
  readonly edge: Edge;
  readonly slack: SlackDriver;
  readonly teams: TeamsDriver;
  readonly clara: SlackSeat;
  readonly tomas: SlackSeat;
  readonly rasmus: TeamsSeat;
  readonly opensWeb: () => Promise<Spawned>;
  /** The edge leads to the newest web process again. */
  readonly opensAgain: () => void;
  /** Clara buys one seat and agrees to its price; answers the number of the request. */
  readonly asks: () => Promise<number>;
};

export async function openChatScene(): Promise<ChatScene> {
  await using opening = new AsyncDisposableStack();
  const clock = createScaledClock();
  const standIns = opening.adopt(await startStandIns(clock), (all) => all.stop());
  const world = opening.use(await openWorld({ standIns, clock }));
  const edge = opening.use(await openEdge());
  // The minimum of a first purchase is behind them, so that no purchase changes the price of another.
  await world.inAccount((stores) => changePurchased(stores, 'sync-only', 5, Temporal.Now.instant()));

  const slack = slackDriver({
    url: `${edge.url}/slack/events`,
    signingSecret: SIGNING_SECRET,
    clock,
    slack: standIns.slack,
  });
  const teams = createTeamsDriver({ connector: standIns.teams, endpoint: `${edge.url}/api/messages`, clock });
  const narrator = createNarrator(() => undefined);
  const london = { slack: standIns.slack, driver: slack, narrator };
  const clara = inSlack(london, 'clara', cast.clara.fullName);
  let newest: string | undefined;
  const held = opening.move();
  return {
    world,
    standIns,
    edge,
    slack,
    teams,
    clara,
    tomas: inSlack(london, 'tomas', cast.tomas.fullName),
    rasmus: inTeams({ driver: teams, narrator }, teamsPerson('rasmus')),
    opensWeb: async () => {
      const web = await world.spawns('web-process.ts');
      newest = z.string().parse((await web.hears('Ready'))['url']);
      edge.leadsTo(newest);
      return web;
    },
    opensAgain: () => edge.leadsTo(newest),
    asks: async () => {
      await clara.types('/seat buy 1');
      const sent = await clara.fillsIn(agreement(standIns.slack).answers);
      return Number(/Request (?<number>\d+) was sent/u.exec(sent)?.groups?.['number']);
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}
