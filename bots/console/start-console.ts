import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ConsoleSession } from './session.ts';

export type ConsoleDeps = {
  readonly input: Readable;
  readonly output: Writable;
  readonly session: ConsoleSession;
  /** The person has been told that the answer to a line got lost, and the session goes on. */
  readonly failed: (error: unknown) => void;
};

export type RunningConsole = { readonly closed: Promise<void>; readonly close: () => void };

const LOST =
  'Problem: the answer to this got lost, and the command may have been taken. Look at the state before typing it again.\n';

/** Reads lines one after another until the input ends or somebody types exit. */
export function startConsole({ input, output, session, failed }: ConsoleDeps): RunningConsole {
  const lines = createInterface({ input, output, prompt: 'seat> ' });
  let isOpen = true;
  const closed = once(lines, 'close').then(() => void (isOpen = false));
  const close = (): void => {
    isOpen = false;
    lines.close();
  };
  // Readline does not wait for a listener, so each line waits for the answer to the one before it.
  let turn = Promise.resolve();
  lines.on('line', (line) => {
    if (!isOpen) return;
    if (/^\s*(exit|quit)\s*$/i.test(line)) return close();
    turn = turn.then(async () => {
      await session.line(line).catch((error: unknown) => {
        output.write(LOST);
        failed(error);
      });
      if (isOpen) lines.prompt();
    });
  });
  lines.prompt();
  return { closed: closed.then(() => turn), close };
}
