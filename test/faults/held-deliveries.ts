import { waitFor } from '../demo/wait-for.ts';
import { plainText } from '../../core/views/plain-text.ts';
import type { Delivery } from '../../core/commands/delivery.ts';
import { agreement } from './agreement.ts';
import type { ChatScene } from './chat-scene.ts';
import { HOLD_POINTS, holdReport, type HoldPoint } from './hold-points.ts';
import type { Spawned } from './spawn-process.ts';

export type Surface = 'slack' | 'teams';

/** One thing that somebody did, which the web process holds at some moment of it. */
export type Held = {
  readonly surface: Surface;
  readonly point: HoldPoint;
  /** Its number at the edge. */
  readonly delivery: number;
  /** What the platform heard before the process died, if anything. */
  readonly heard: () => string | undefined;
};

/** Clara sends a form in Slack and Rasmus approves a request in Teams, each held at every moment in turn. */
export async function holdEverywhere(scene: ChatScene, web: Spawned): Promise<readonly Held[]> {
  const held: Held[] = [];
  for (const point of HOLD_POINTS) {
    const number = await scene.asks();
    const card = await scene.rasmus.reads(new RegExp(`Request ${number} waits for approval`, 'u'));
    held.push(await hold(scene, web, { surface: 'teams', point }, () => scene.rasmus.presses(card, /^Approve/u)));
  }
  for (const point of HOLD_POINTS) {
    await scene.clara.types('/seat buy 1');
    const { view, answers } = agreement(scene.standIns.slack);
    const submit = async () => String((await scene.slack.submits('clara', view, answers)).status);
    held.push(await hold(scene, web, { surface: 'slack', point }, submit));
  }
  return held;
}

async function hold(
  { edge }: ChatScene,
  web: Spawned,
  { surface, point }: Pick<Held, 'surface' | 'point'>,
  act: () => Promise<string>,
): Promise<Held> {
  const known = web.heard.length;
  const reports = () => web.heard.slice(known).map((report) => holdReport.parse(report));
  const reported = (what: 'armed' | 'held') =>
    waitFor(`the web process being ${what} at “${point}”`, () =>
      reports().some((report) => what in report) ? true : undefined,
    );
  web.tell({ hold: point });
  await reported('armed');
  let heard: string | undefined;
  act().then(
    (answer) => {
      heard = answer;
    },
    // The process dies before it answers: that is what this is about.
    () => undefined,
  );
  await reported('held');
  return { surface, point, delivery: edge.newest(), heard: () => heard };
}

const STATES = ['open', 'unlinked', 'handled', 'answering', 'answered'] as const satisfies Delivery['state'][];

/** The newest five deliveries of what was held on a surface, in the order of the moments at which it was held. */
export async function heldRows({ world }: ChatScene, surface: Surface): Promise<readonly Delivery[]> {
  const { inAccount, core } = world;
  const all = await inAccount(({ deliveries }) => deliveries.stale(STATES, core.clock.now().add({ hours: 1 }), 1000));
  return all
    .filter(({ inbound }) => inbound.from.surface === surface && inbound.ask.kind !== 'typed')
    .slice(-HOLD_POINTS.length);
}

export async function untilAnswered(scene: ChatScene): Promise<void> {
  await waitFor('everything that was held being answered', async () => {
    const rows = [...(await heldRows(scene, 'slack')), ...(await heldRows(scene, 'teams'))];
    return rows.every(({ state }) => state === 'answered') ? true : undefined;
  });
}

/** The title of the stored answer. */
export function answerIn(delivery: Delivery | undefined): string {
  if (delivery === undefined || delivery.state === 'open' || !('view' in delivery.reply)) return 'no answer is stored';
  return plainText({ ...delivery.reply.view, blocks: [], actions: [] }, { timeZone: 'UTC', actions: 'omitted' }).trim();
}
