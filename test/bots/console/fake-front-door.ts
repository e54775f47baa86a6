import type { Acceptance, FrontDoor } from '../../../core/commands/front-door.ts';
import type { Ask, Inbound, PlatformUser } from '../../../core/commands/inbound.ts';
import type { SealedReply } from '../../../core/commands/reply.ts';
import { idSchema } from '../../../core/ids.ts';
import { createConsoleSession, CONSOLE_SURFACE, type ConsoleSession } from '../../../bots/console/session.ts';

export const OPERATOR: PlatformUser = { surface: CONSOLE_SURFACE, workspace: 'local', user: 'operator' };

const ACCEPTED = {
  accountId: idSchema('account').parse('01900000-0000-7000-8000-0000000000a1'),
  deliveryId: idSchema('delivery').parse('01900000-0000-7000-8000-0000000000d1'),
} as const;

/** Answers each ask as the test says, refusing the second delivery of a key as the real one does. */
export type Answering = (ask: Ask) => SealedReply | Exclude<Acceptance, { kind: 'accepted' | 'repeated' }>;

export type ConsoleWorld = {
  readonly session: ConsoleSession;
  readonly inbounds: readonly Inbound[];
  readonly steps: readonly string[];
  /** What was printed since the last call. */
  readonly printed: () => string;
};

export function aConsole(answering: Answering): ConsoleWorld {
  const inbounds: Inbound[] = [];
  const steps: string[] = [];
  let output = '';
  const session = createConsoleSession({
    frontDoor: frontDoor(answering, inbounds, steps),
    user: OPERATOR,
    timeZone: 'UTC',
    entropy: { bytes: (count) => new Uint8Array(count).fill(inbounds.length) },
    write: (text) => {
      steps.push('written');
      output += text;
    },
  });
  const printed = (): string => {
    const text = output;
    output = '';
    return text;
  };
  return { session, inbounds, steps, printed };
}

function frontDoor(answering: Answering, inbounds: Inbound[], steps: string[]): FrontDoor {
  let reply: SealedReply | undefined;
  return {
    accept: async (inbound) => {
      if (inbounds.some(({ deliveryKey }) => deliveryKey === inbound.deliveryKey)) return { kind: 'repeated', reply };
      inbounds.push(inbound);
      const answer = answering(inbound.ask);
      if (answer.kind === 'invalid' || answer.kind === 'unknown-workspace') return answer;
      reply = answer;
      return { kind: 'accepted', ...ACCEPTED };
    },
    handle: async () => {
      if (reply === undefined) throw new Error('Nothing was accepted');
      steps.push('handled');
      return reply;
    },
    answering: async (_accepted, progress) => void steps.push(progress),
  };
}
