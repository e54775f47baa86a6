import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonLabels } from '../demo/in-slack.ts';
import { waitFor } from '../demo/wait-for.ts';
import { teamsPerson } from '../local/linden.ts';
import { readCard } from '../stand-ins/teams/card-reader.ts';
import { openChatScene, type ChatScene } from './chat-scene.ts';
import { outcomeOf, type RequestOutcome } from './request-outcome.ts';

const ROUNDS = 10;

type Round = {
  readonly outcome: RequestOutcome;
  readonly slackWon: boolean;
  /** What Tomás and Rasmus were told after they pressed, each alone. */
  readonly answers: readonly [string, string];
  /** The first line and who decided, on the card in either chat. */
  readonly cards: readonly [string, string];
  readonly buttonsLeft: number;
};

describe('two approvers who approve one request at the same moment, one in Slack and one in Teams', () => {
  let scene: ChatScene;
  const rounds: Round[] = [];

  beforeAll(async () => {
    scene = await openChatScene();
    await Promise.all([scene.opensWeb(), scene.world.spawns('worker-process.ts')]);
    for (let nth = 1; nth <= ROUNDS; nth += 1) rounds.push(await race(scene));
  }, 120_000);

  afterAll(() => scene[Symbol.asyncDispose]());

  test('one decision is written down, with one agreement and one charge', () => {
    for (const { outcome } of rounds)
      expect(outcome).toMatchObject({ state: 'approved', approvals: 1, agreements: 1, decisions: 1, charges: 1 });
    expect(rounds).toHaveLength(ROUNDS);
  });

  test('one seat is added each time', async () => {
    const [entitlement] = await scene.world.inAccount(({ entitlements }) => entitlements.list());

    expect(entitlement?.purchased).toBe(5 + ROUNDS);
  });

  test('both cards end with the same text and without buttons', () => {
    for (const { outcome, cards, buttonsLeft } of rounds) {
      expect(new Set(outcome.cards).size).toBe(1);
      expect(outcome.cards).toHaveLength(2);
      expect(cards[0]).toBe(cards[1]);
      expect(buttonsLeft).toBe(0);
    }
  });

  test('who came second is told privately that it was approved already, and by whom', () => {
    for (const { slackWon, answers } of rounds) {
      const [won, lost] = slackWon ? answers : answers.toReversed();
      expect(won).toMatch(/is approved/u);
      expect(lost).toMatch(/It was approved already/u);
      expect(lost).toContain(slackWon ? 'Tomás Aguilar' : 'Rasmus Dahl');
    }
  });
});

async function race(scene: ChatScene): Promise<Round> {
  const { tomas, rasmus, standIns, teams, world } = scene;
  const number = await scene.asks();
  const waits = new RegExp(`^Request ${number} waits for approval`, 'u');
  const [inSlack, inTeams] = await Promise.all([tomas.reads(waits), rasmus.reads(waits)]);
  const answers = await Promise.all([tomas.presses(inSlack, /^Approve/u), rasmus.presses(inTeams, /^Approve/u)]);

  const ended = new RegExp(`Request ${number} was approved`, 'u');
  const slackCard = await waitFor('the card in Slack being final', async () =>
    (await standIns.slack.dmWith('tomas')).find(({ ts, reads }) => ts === inSlack.ts && ended.test(reads)),
  );
  const teamsCard = await waitFor('the card in Teams being final', () =>
    teams
      .messagesTo(teamsPerson('rasmus'))
      .find(({ activityId, text }) => activityId === inTeams.activityId && ended.test(text)),
  );
  const outcome = await waitFor('both copies being brought up to date', async () => {
    const now = await outcomeOf(world, number);
    return now.cards.length === 2 ? now : undefined;
  });
  return {
    outcome,
    slackWon: /is approved/u.test(answers[0]),
    answers,
    cards: [essence(slackCard.reads), essence(readCard(teamsCard.card).all)],
    buttonsLeft: buttonLabels(slackCard).length,
  };
}

/** How the request ended and by whom: what no way of setting a card changes. */
function essence(text: string): string {
  const title = /Request \d+ was approved: \d+ Sync Only seat/u.exec(text)?.[0] ?? `no title in: ${text}`;
  const decided = /Approved by \*?(?<who>[\p{L} ]+?)\*? on/u.exec(text)?.groups?.['who'] ?? `nobody in: ${text}`;
  return `${title.trim()} / ${decided}`;
}
