import { createConsoleGateway } from '../../bots/console/gateway.ts';
import { CONSOLE_SURFACE, createConsoleSession, type ConsoleSession } from '../../bots/console/session.ts';
import { systemEntropy } from '../../bots/runtime/system.ts';
import type { Surface } from '../../bots/runtime/surfaces.ts';
import type { App } from '../../core/app.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import { untrustedLines } from '../../core/views/untrusted-text.ts';
import type { SealedView } from '../../core/views/view.ts';
import { ACCOUNT } from './firm.ts';

/** The admin sits at this terminal. Only the process itself delivers this surface. */
export const CLARA: PlatformUser = { surface: CONSOLE_SURFACE, workspace: ACCOUNT, user: 'clara' };

/** Clara’s terminal: what is addressed to her is printed here, and its buttons can be pressed here. */
export type Desk = {
  /** To be called once, before anything is addressed to her. */
  readonly connect: (app: App) => Surface;
  /** Until she sits down a message is only named: it is about the preparation. */
  readonly sitDown: () => ConsoleSession;
};

export function createDesk(write: (text: string) => void): Desk {
  let session: ConsoleSession | undefined;
  let isManned = false;
  const connected = (): ConsoleSession => {
    if (session === undefined) throw new Error('The desk has not been connected');
    return session;
  };
  const notice = (view: SealedView): void => {
    if (!isManned) return write(`  ${untrustedLines(view.title)}\n`);
    write('\n');
    connected().notice(view);
  };
  return {
    connect: ({ frontDoor }) => {
      const user = CLARA;
      session = createConsoleSession({ frontDoor, user, write, timeZone: 'Europe/Berlin', entropy: systemEntropy });
      const gateway = createConsoleGateway({ session: { notice }, user });
      return {
        name: CONSOLE_SURFACE,
        gateway,
        directory: undefined,
        files: undefined,
        documents: undefined,
        listen: undefined,
      };
    },
    sitDown: () => {
      isManned = true;
      return connected();
    },
  };
}
