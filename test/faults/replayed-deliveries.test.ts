import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonLabels } from '../demo/in-slack.ts';
import { waitFor } from '../demo/wait-for.ts';
import type { ShownMessage } from '../stand-ins/slack/slack-stand-in.ts';
import { agreement } from './agreement.ts';
import { openChatScene, type ChatScene } from './chat-scene.ts';
import type { EdgeAnswer } from './edge.ts';
import { untilIdle } from './mailbox-readings.ts';
import { outcomeOf } from './request-outcome.ts';

describe('a delivery that a platform sends three times, byte for byte', () => {
  let scene: ChatScene;

  beforeAll(async () => {
    scene = await openChatScene();
    await Promise.all([scene.opensWeb(), scene.world.spawns('worker-process.ts')]);
  }, 60_000);

  afterAll(() => scene[Symbol.asyncDispose]());

  test('a form of Slack sent three times at once makes one request and one answer', async () => {
    const { clara, standIns, world } = scene;
    await clara.types('/seat buy 1');
    const requests = await numbers(scene);
    const told = standIns.slack.ephemeralsTo('clara').length;

    const heard = await threeAtOnce(scene, async () => {
      const { view, answers } = agreement(standIns.slack);
      await scene.slack.submits('clara', view, answers);
    });

    await answered(scene, told);
    await untilIdle(world);
    expect(heard.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await numbers(scene)).toHaveLength(requests.length + 1);
    expect(standIns.slack.ephemeralsTo('clara')).toHaveLength(told + 1);
  }, 30_000);

  test('a press in Slack sent three times at once decides once and is answered once', async () => {
    const { tomas, standIns, world } = scene;
    const number = await scene.asks();
    const card = await tomas.reads(new RegExp(`^Request ${number} waits for approval`, 'u'));
    const told = standIns.slack.ephemeralsTo('tomas').length;
    const before = await answersStored(scene);

    const heard = await threeAtOnce(scene, async () => {
      await scene.slack.presses('tomas', card, approveLabel(card));
    });

    await answered(scene, told, 'tomas');
    await untilIdle(world);
    expect(heard.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await outcomeOf(world, number)).toMatchObject(ONCE);
    expect(standIns.slack.ephemeralsTo('tomas')).toHaveLength(told + 1);
    expect(await answersStored(scene)).toBe(before + 1);
  }, 30_000);

  test('an activity of Teams sent three times at once decides once, and a later one gets the stored answer', async () => {
    const { rasmus, world, edge } = scene;
    const number = await scene.asks();
    const card = await rasmus.reads(new RegExp(`^Request ${number} waits for approval`, 'u'));
    const before = await answersStored(scene);

    const heard = await threeAtOnce(scene, async () => {
      await rasmus.presses(card, /^Approve/u);
    });
    const later = await edge.again(edge.newest());

    await untilIdle(world);
    const decided = heard.filter(({ body }) => body.includes('is approved'));
    expect(heard.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(decided.length).toBeGreaterThan(0);
    for (const { body } of heard) expect(body).toMatch(/is approved|still being worked on/u);
    expect(later).toEqual(decided[0]);
    expect(await outcomeOf(world, number)).toMatchObject(ONCE);
    expect(await answersStored(scene)).toBe(before + 1);
  }, 30_000);
});

const ONCE = { state: 'approved', approvals: 1, agreements: 1, decisions: 1, charges: 1 } as const;

/** Lets somebody act while nobody is there to hear it, and then delivers what they did three times together. */
async function threeAtOnce({ edge, opensAgain }: ChatScene, act: () => Promise<void>): Promise<readonly EdgeAnswer[]> {
  edge.leadsTo(undefined);
  const before = edge.newest();
  await act();
  if (edge.newest() !== before + 1) throw new Error('One delivery was expected');
  opensAgain();
  const delivery = edge.newest();
  return await Promise.all([edge.again(delivery), edge.again(delivery), edge.again(delivery)]);
}

async function answered({ standIns }: ChatScene, before: number, who = 'clara'): Promise<void> {
  await waitFor(`${who} being answered`, () => (standIns.slack.ephemeralsTo(who).length > before ? true : undefined));
}

async function numbers({ world }: ChatScene): Promise<readonly number[]> {
  return await world.inAccount(async ({ requests }) => (await requests.list()).map(({ number }) => number));
}

async function answersStored({ world }: ChatScene): Promise<number> {
  const { inAccount, core } = world;
  const all = await inAccount(({ deliveries }) =>
    deliveries.stale(['open', 'handled', 'answering', 'answered'], core.clock.now().add({ hours: 1 }), 1000),
  );
  return all.length;
}

function approveLabel(card: ShownMessage): string {
  const label = buttonLabels(card).find((text) => text.startsWith('Approve'));
  if (label === undefined) throw new Error(`There is no button to approve on: ${card.reads}`);
  return label;
}
