import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../demo/wait-for.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const LONGEST_STOP_MS = 15_000;

export interface RunningLocalMode extends AsyncDisposable {
  readonly types: (line: string) => void;
  /** Waits for text that was printed since the last that was waited for. */
  readonly prints: (pattern: RegExp) => Promise<string>;
  /** Asks it to stop and answers its exit code; undefined when it had to be killed. */
  readonly stops: () => Promise<number | undefined>;
}

/** Local mode as somebody starts it, on a data directory of its own and whatever the environment of the tests says. */
export function startLocalMode(dataDir: string): RunningLocalMode {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, USHER_DATA_DIR: dataDir, DATABASE_URL: '', MONGODB_URI: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const stops = async (): Promise<number | undefined> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    if (await Promise.race([exit.then(() => false), pause(LONGEST_STOP_MS, true, { ref: false })]))
      child.kill('SIGKILL');
    await exit;
    return child.exitCode ?? undefined;
  };
  return {
    types: (line) => void child.stdin.write(`${line}\n`),
    prints: async (pattern) => {
      const found = await waitFor(`${String(pattern)} in: ${printed}`, () => {
        if (child.exitCode !== null) throw new Error(`Local mode ended with ${child.exitCode}: ${printed}`);
        return pattern.exec(printed) ?? undefined;
      });
      const end = found.index + found[0].length;
      const text = printed.slice(0, end);
      printed = printed.slice(end);
      return text;
    },
    stops,
    [Symbol.asyncDispose]: async () => void (await stops()),
  };
}
