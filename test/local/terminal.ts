import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { startConsole, type RunningConsole } from '../../bots/console/start-console.ts';
import type { ConsoleSession } from '../../bots/console/session.ts';
import type { Log } from '../../core/log.ts';

/** The console on this process’s own terminal; it closes when somebody types exit or ends the input of a terminal. */
export function openTerminal(session: ConsoleSession, log: Log): RunningConsole {
  return startConsole({
    input: process.stdin.isTTY ? process.stdin : lasting(process.stdin),
    output: process.stdout,
    session,
    failed: (error) => log.error({ error }, 'A line was lost'),
  });
}

/** Started by another program, everything runs until that program says otherwise, whether or not it has more to type. */
function lasting(input: Readable): Readable {
  return input.pipe(new PassThrough(), { end: false });
}
