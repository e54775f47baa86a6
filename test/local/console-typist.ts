import { createConsoleSession } from '../../bots/console/session.ts';
import { systemEntropy } from '../../bots/runtime/system.ts';
import type { App } from '../../core/app.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';

/** Types a line on a console and answers what it printed; a line that is refused breaks the preparation. */
export type Typist = (line: string) => Promise<string>;

export function createTypist({ frontDoor }: App, user: PlatformUser): Typist {
  const printed: string[] = [];
  const session = createConsoleSession({
    frontDoor,
    user,
    write: (text) => printed.push(text),
    timeZone: 'UTC',
    entropy: systemEntropy,
  });
  return async (line) => {
    printed.length = 0;
    const outcome = await session.line(line);
    const text = printed.join('');
    if (outcome !== 'answered') throw new Error(`The firm could not be prepared. ${line}: ${text}`);
    return text;
  };
}
