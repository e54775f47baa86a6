import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../core/commands/delivery.ts';
import type { Accepted } from '../../../core/commands/front-door.ts';
import { createResumeDeliveries, DELIVERY_PATIENCE } from '../../../core/commands/resume-deliveries.ts';
import { finishDelivery } from '../../../core/outbox/finish-delivery.ts';
import { createLinkIdentity } from '../../../core/people/link-identity.ts';
import { readDrawing } from '../../drawing.ts';
import { setUpWaitingRoom, type WaitingRoom } from '../people/waiting-room.ts';

const drawing = readDrawing('core/commands/deliveries.md');
const STATES: readonly Delivery['state'][] = ['open', 'unlinked', 'handled', 'answering', 'answered'];
const REPLY = { kind: 'fields', errors: {} } as const;

/** What happens to a delivery, done by the code that does it; `attempts` and the person are what the event needs. */
type Happening = {
  readonly attempts?: number;
  readonly isKnown: boolean;
  readonly happens: (room: WaitingRoom, accepted: Accepted) => Promise<unknown>;
};

const HAPPENINGS: Readonly<Record<string, Happening>> = {
  handled: { isKnown: true, happens: ({ door }, accepted) => door.handle(accepted) },
  broke: { isKnown: true, happens: (room, accepted) => breaking(room, accepted) },
  'gave-up': { isKnown: true, attempts: 2, happens: (room, accepted) => breaking(room, accepted) },
  'unknown-person': { isKnown: false, happens: ({ door }, accepted) => door.handle(accepted) },
  linked: { isKnown: true, happens: (room, accepted) => linking(room, accepted) },
  'turned-away': { isKnown: false, happens: (room, accepted) => linking(room, accepted) },
  sending: { isKnown: true, happens: ({ door }, accepted) => door.answering(accepted, 'sending') },
  sent: { isKnown: true, happens: ({ door }, accepted) => door.answering(accepted, 'sent') },
  told: { isKnown: true, happens: ({ deps }, accepted) => finishDelivery({ ...deps, handle }, accepted) },
  swept: { isKnown: true, happens: (room) => sweeping(room) },
};

/** Handling is an event of its own here. */
const handle = async () => REPLY;

function breaking(room: WaitingRoom, accepted: Accepted) {
  room.answerWith(new Error('the handler broke'));
  return room.door.handle(accepted);
}

/** The job ends by telling what is handled; nobody is known to the platform that it asks. */
function linking({ deps }: WaitingRoom, accepted: Accepted) {
  return createLinkIdentity({ ...deps, handle })(accepted, new AbortController().signal);
}

async function sweeping({ deps, clock, database }: WaitingRoom) {
  clock.advance({ minutes: 2 });
  const sweep = createResumeDeliveries({ ...deps, handle, registry: database.registry, patience: DELIVERY_PATIENCE });
  await sweep(new AbortController().signal);
}

async function inState(room: WaitingRoom, state: Delivery['state'], { attempts = 0, isKnown }: Happening) {
  if (isKnown) await room.link('U1');
  const accepted = await room.write(undefined, isKnown ? 'U1' : 'stranger');
  await room.database.transaction.run(accepted.accountId, async ({ deliveries }) => {
    const delivery = await deliveries.lock(accepted.deliveryId);
    if (delivery === undefined) throw new Error('not stored');
    const { id, accountId, inbound, receivedAt } = delivery;
    const base = { id, accountId, inbound, receivedAt, attempts };
    if (state === 'open') await deliveries.save({ ...base, state });
    else if (state === 'unlinked') await deliveries.save({ ...base, state, reply: REPLY });
    else await deliveries.save({ ...base, state, reply: REPLY, at: receivedAt });
  });
  return accepted;
}

function expected(state: string, event: string): string {
  const [next = state] = drawing.after(state, event);
  const isJob = event === 'linked' || event === 'turned-away';
  return isJob ? (drawing.after(next, 'told')[0] ?? next) : next;
}

describe('the moves of a delivery', () => {
  test('are drawn with the names of the types', () => {
    expect(drawing.states.toSorted()).toEqual(STATES.toSorted());
    expect(drawing.events.toSorted()).toEqual(Object.keys(HAPPENINGS).toSorted());
  });

  const pairs = STATES.flatMap((state) =>
    Object.entries(HAPPENINGS).map(([event, how]) => [state, event, how] as const),
  );

  test.each(pairs)('from %s by %s go where the drawing says, and nowhere else', async (state, event, how) => {
    const room = await setUpWaitingRoom();
    const accepted = await inState(room, state, how);

    await how.happens(room, accepted);

    expect((await room.delivery(accepted))?.state).toBe(expected(state, event));
  });
});
