import { z } from 'zod';
import { command, type Command } from '../../../core/commands/command.ts';
import { createFrontDoor } from '../../../core/commands/create-front-door.ts';
import type { Delivery } from '../../../core/commands/delivery.ts';
import type { Accepted } from '../../../core/commands/front-door.ts';
import type { Ask } from '../../../core/commands/inbound.ts';
import type { Reply } from '../../../core/commands/reply.ts';
import { signature } from '../../../core/commands/signature.ts';
import type { Notice } from '../../../core/outbox/notice.ts';
import { aView, setUpOutbox } from '../outbox/outbox-world.ts';

export type WaitingRoom = Awaited<ReturnType<typeof setUpWaitingRoom>>;

/** The front door of one account with one command, whose answers a test chooses, and the outbox behind it. */
export async function setUpWaitingRoom() {
  const world = await setUpOutbox();
  const ran: unknown[] = [];
  const answers: (Reply | Error)[] = [];
  const usage = command({
    signature: signature({
      name: 'help',
      group: 'account',
      summary: 'Help',
      example: '/seat help',
      args: z.object({ about: z.string().optional() }),
      typed: ['about'],
      reach: 'typed',
    }),
    run: async (args) => {
      ran.push(args);
      const answer = answers.shift() ?? { kind: 'private', view: aView('Helped') };
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const commands: readonly Command[] = [usage];
  const door = createFrontDoor({ ...world.deps, registry: world.database.registry, commands, isOperator: () => false });
  const deps = { ...world.deps, handle: door.handle, signatures: commands.map((one) => one.signature) };
  const inTransaction = world.database.transaction.run;

  return {
    ...world,
    deps,
    door,
    ran,
    answerWith: (...next: readonly (Reply | Error)[]) => void answers.push(...next),
    write: async (ask: Ask = { kind: 'typed', text: '/seat help' }, user = 'U1'): Promise<Accepted> => {
      const accepted = await door.accept({
        deliveryKey: world.deps.ids.next('delivery'),
        from: world.userOf(user),
        at: { surface: 'chat', workspace: 'W1', address: 'D1', isPrivate: true },
        ask,
        canOpenForm: true,
      });
      if (accepted.kind !== 'accepted') throw new Error(`The delivery was ${accepted.kind}`);
      return accepted;
    },
    delivery: ({ accountId, deliveryId }: Accepted): Promise<Delivery | undefined> =>
      inTransaction(accountId, ({ deliveries }) => deliveries.lock(deliveryId)),
    answers: ({ accountId, deliveryId }: Accepted): Promise<readonly Notice[]> =>
      inTransaction(accountId, ({ notices }) => notices.ofSubject(`answer:${deliveryId}`)),
  };
}
