import { describe, expect, test } from 'vitest';
import { createResumeDeliveries, DELIVERY_PATIENCE } from '../../../core/commands/resume-deliveries.ts';
import { setUpWaitingRoom, type WaitingRoom } from '../people/waiting-room.ts';

describe('deliveries that a crash left behind', () => {
  test('a delivery that was accepted and never handled is handled and answered by message', async () => {
    const room = await linkedRoom();
    const accepted = await room.write();
    room.clock.advance({ seconds: 21 });

    await sweep(room);

    expect(room.ran).toHaveLength(1);
    expect(await room.answers(accepted)).toMatchObject([{ view: { title: 'Helped' } }]);
    expect(await room.delivery(accepted)).toMatchObject({ state: 'answered' });
  });

  test('a delivery that somebody may still be handling is left alone', async () => {
    const room = await linkedRoom();
    const accepted = await room.write();
    room.clock.advance({ seconds: 19 });

    await sweep(room);

    expect(await room.delivery(accepted)).toMatchObject({ state: 'open' });
  });

  test('an answer that never went out is told, and does not claim to be a repeat', async () => {
    const room = await linkedRoom();
    const accepted = await room.write();
    await room.door.handle(accepted);
    room.clock.advance({ seconds: 61 });

    await sweep(room);

    const [answer] = await room.answers(accepted);
    expect(answer?.view.blocks).toEqual([]);
    expect(room.ran).toHaveLength(1);
  });

  test('an answer that may have been seen is told once more and says so', async () => {
    const room = await linkedRoom();
    const accepted = await room.write();
    await room.door.handle(accepted);
    await room.door.answering(accepted, 'sending');
    room.clock.advance({ seconds: 61 });

    await sweep(room);
    await sweep(room);

    const answers = await room.answers(accepted);
    expect(answers).toHaveLength(1);
    expect(JSON.stringify(answers[0]?.view)).toContain('may have seen this answer');
  });

  test('an answer that went out is never told again', async () => {
    const room = await linkedRoom();
    const accepted = await room.write();
    await room.door.handle(accepted);
    await room.door.answering(accepted, 'sending');
    await room.door.answering(accepted, 'sent');
    room.clock.advance({ hours: 1 });

    await sweep(room);

    expect(await room.answers(accepted)).toEqual([]);
  });

  test('handling that broke is tried again, and after the last time the person is told', async () => {
    const room = await linkedRoom();
    room.answerWith(new Error('one'), new Error('two'), new Error('three'));
    const accepted = await room.write();
    const titles: unknown[] = [];

    for (let round = 0; round < 4; round += 1) {
      room.clock.advance({ seconds: 30 });
      await sweep(room);
      titles.push((await room.answers(accepted)).map(({ view }) => view.title));
    }

    expect(titles).toEqual([[], [], ['Your command failed'], ['Your command failed']]);
    expect(room.ran).toHaveLength(3);
  });

  test('two sweeps at once answer once', async () => {
    const room = await linkedRoom();
    const accepted = await room.write();
    room.clock.advance({ seconds: 30 });

    await Promise.all([sweep(room), sweep(room)]);

    expect(room.ran).toHaveLength(1);
    expect(await room.answers(accepted)).toHaveLength(1);
  });
});

async function linkedRoom(): Promise<WaitingRoom> {
  const room = await setUpWaitingRoom();
  await room.link('U1');
  return room;
}

function sweep(room: WaitingRoom): Promise<void> {
  return createResumeDeliveries({ ...room.deps, registry: room.database.registry, patience: DELIVERY_PATIENCE })(
    new AbortController().signal,
  );
}
