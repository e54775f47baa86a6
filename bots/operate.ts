import { createApp } from '../core/app.ts';
import { createSignalRelay } from '../core/work/signal-relay.ts';
import { runOnce } from './console/run-once.ts';
import { CONSOLE_SURFACE, createConsoleSession } from './console/session.ts';
import { startConsole } from './console/start-console.ts';
import { exportFilesOf } from './runtime/export-files.ts';
import { readConfig } from './runtime/config.ts';
import { isOperator, operatorOf } from './runtime/operator.ts';
import { openCore } from './runtime/open-core.ts';
import { openSignal } from './runtime/open-signal.ts';
import { listFilesOf } from './runtime/list-files.ts';
import { secretFilesOf } from './runtime/secret-files.ts';
import { createLog, systemClock, systemEntropy } from './runtime/system.ts';

/**
 * The operator’s console: `npm run console -- [--account NAME] [words…]`. With words one command is run; without, a prompt
 * is opened. Each name of an account is a workspace of its own.
 */
const [flag, name, ...rest] = process.argv.slice(2);
const account = flag === '--account' && name !== undefined ? name : 'main';
const words = flag === '--account' ? rest : process.argv.slice(2);

const config = readConfig(process.env);
const log = createLog('warn');
const deps = { config, log, clock: systemClock, say: (sentence: string) => process.stderr.write(`${sentence}\n`) };
const relay = createSignalRelay();
const opened = await openCore(deps, relay);
const closeSignal = await openSignal(deps, opened, relay);
const { frontDoor } = createApp({
  ...opened.core,
  isOperator,
  secretFilesOf,
  exportFilesOf,
  listFilesOf,
  documentWayOf: () => undefined,
});
const session = createConsoleSession({
  frontDoor,
  user: operatorOf(account),
  write: (text) => process.stdout.write(text),
  timeZone: 'UTC',
  entropy: systemEntropy,
});

if (words.length > 0) process.exitCode = await runOnce(session, words);
else {
  process.stdout.write(`Operator’s console of account ${account} on ${CONSOLE_SURFACE}. Type help, or exit.\n`);
  await startConsole({
    input: process.stdin,
    output: process.stdout,
    session,
    failed: (error) => log.error({ error }, 'A line was lost'),
  }).closed;
}
await closeSignal();
await opened.database.stop();
// Everything is stopped; a timer that the alarm clock’s library leaves behind would hold the process for half a minute.
process.exit();
