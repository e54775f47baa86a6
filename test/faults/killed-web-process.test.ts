import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChatScene, type ChatScene } from './chat-scene.ts';
import type { EdgeAnswer } from './edge.ts';
import { answerIn, heldRows, holdEverywhere, untilAnswered, type Held, type Surface } from './held-deliveries.ts';
import { HOLD_POINTS, type HoldPoint } from './hold-points.ts';
import { directMessages, untilIdle } from './mailbox-readings.ts';
import { outcomeOf } from './request-outcome.ts';

const REPEAT = /You may have seen this answer before; nothing was done twice/u;
/** From the mark on that an answer is going out, nobody knows whether it was seen. */
const MAY_REPEAT: readonly HoldPoint[] = ['sending', 'sent'];
const ANSWERER = { slack: 'clara', teams: 'rasmus' } as const;
const FIRST_FORM = HOLD_POINTS.length + 1;

describe('a web process that is killed while it holds deliveries at every moment between storing and having answered', () => {
  let scene: ChatScene;
  let held: readonly Held[];
  const answers: Record<string, readonly string[]> = {};
  const numberOf: Record<string, number> = {};
  const heardAtOnce: EdgeAnswer[] = [];

  beforeAll(async () => {
    scene = await openChatScene();
    const worker = await scene.world.spawns('worker-process.ts', { patienceMs: 120_000 });
    const web = await scene.opensWeb();
    held = await holdEverywhere(scene, web);
    // A worker that dies with a message on its way lets it rest for minutes; that is another proof's matter.
    await untilIdle(scene.world);
    await Promise.all([web.kill(), worker.kill()]);
    // What was never acknowledged comes again as soon as somebody is there.
    await scene.opensWeb();
    for (const { point, delivery } of held) if (point === 'stored') heardAtOnce.push(await scene.edge.again(delivery));
    await scene.world.spawns('worker-process.ts', { patienceMs: 1500 });
    await untilAnswered(scene);
    await untilIdle(scene.world);
    for (const surface of ['slack', 'teams'] as const) await readAnswers(surface);
  }, 120_000);

  afterAll(() => scene[Symbol.asyncDispose]());

  test('the ten deliveries made ten requests in all, five of them decided and charged', async () => {
    const { requests, charges } = await counted(scene);

    expect(requests).toEqual(Array.from({ length: 2 * HOLD_POINTS.length }, (_, index) => index + 1));
    expect(charges).toBe(HOLD_POINTS.length);
    for (const { point } of held) {
      const made = numberOf[`slack ${point}`] ?? NaN;
      expect(made).toBeGreaterThanOrEqual(FIRST_FORM);
      expect(await outcomeOf(scene.world, made)).toMatchObject({ state: 'pending', charges: 0 });
    }
    expect(new Set(Object.values(numberOf)).size).toBe(2 * HOLD_POINTS.length);
  });

  test.each(HOLD_POINTS)('a press that was %s is decided and charged once', async (point) => {
    const outcome = await outcomeOf(scene.world, numberOf[`teams ${point}`] ?? NaN);

    expect(outcome).toMatchObject({ state: 'approved', approvals: 1, agreements: 1, decisions: 1, charges: 1 });
  });

  test.each(HOLD_POINTS.flatMap((point) => [['slack', point] as const, ['teams', point] as const]))(
    'in %s, whoever acted is told once by message of what was %s, marked where they may have seen it',
    (surface, point) => {
      const told = answers[`${surface} ${point}`] ?? [];

      expect(told).toHaveLength(1);
      expect(REPEAT.test(told[0] ?? '')).toBe(MAY_REPEAT.includes(point));
    },
  );

  test('only the answers that had gone out were seen before', () => {
    const seen = held.filter(({ heard }) => /is approved/u.test(heard() ?? '')).map(({ point }) => point);
    const whispers = scene.standIns.slack.ephemeralsTo('clara').filter(({ reads }) => isAbout('slack', 'sent', reads));

    expect(seen).toEqual(['sent']);
    expect(whispers).toHaveLength(1);
  });

  test('what was stored but not acknowledged is acknowledged when it comes again', () => {
    expect(heardAtOnce.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('everything that comes again later gets the stored answer and has no effect', async () => {
    const before = await counted(scene);
    const messages = await messagesToBoth(scene);

    for (const { surface, point, delivery } of held) {
      const again = await scene.edge.again(delivery);
      // Slack takes no answer with its acknowledgement, Teams takes the stored one.
      const isAnswer = surface === 'slack' ? again.body === '' : isAbout(surface, point, again.body);
      expect({ surface, point, status: again.status, isAnswer }).toMatchObject({ status: 200, isAnswer: true });
    }
    await untilIdle(scene.world);

    expect(await counted(scene)).toEqual(before);
    expect(await messagesToBoth(scene)).toEqual(messages);
  }, 30_000);

  async function readAnswers(surface: Surface): Promise<void> {
    const rows = await heldRows(scene, surface);
    const messages = await directMessages(scene.standIns, ANSWERER[surface]);
    for (const [index, point] of HOLD_POINTS.entries()) {
      const title = answerIn(rows[index]);
      numberOf[`${surface} ${point}`] = Number(/Request (?<number>\d+)/u.exec(title)?.groups?.['number']);
      answers[`${surface} ${point}`] = messages.filter((text) => isAbout(surface, point, text));
    }
  }

  function isAbout(surface: Surface, point: HoldPoint, text: string): boolean {
    const number = numberOf[`${surface} ${point}`] ?? NaN;
    return surface === 'slack'
      ? text.includes(`Request ${number} was sent`)
      : new RegExp(`Request ${number}: [^\\n]* is approved`, 'u').test(text);
  }
});

async function counted({ world }: ChatScene) {
  return await world.inAccount(async ({ requests, charges, notices }) => ({
    requests: (await requests.list()).map(({ number }) => number),
    charges: (await charges.list()).length,
    notices: (await notices.list(['pending', 'sending', 'unknown', 'delivered', 'undeliverable'])).length,
  }));
}

async function messagesToBoth({ standIns }: ChatScene) {
  return [(await directMessages(standIns, 'clara')).length, (await directMessages(standIns, 'rasmus')).length];
}
