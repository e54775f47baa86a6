import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, slackConfig, teamsConfig } from './runtime/config.ts';

const root = join(import.meta.dirname, '..');
const LOCAL = join(root, 'test/local/main.ts');

/** With a platform configured the product starts; without any, everything starts on this machine around a demo firm. */
const config = readConfig(process.env);
const isConfigured = slackConfig(config) !== undefined || teamsConfig(config) !== undefined;
if (!isConfigured && !existsSync(LOCAL)) {
  throw new Error(
    'No platform is configured (SLACK_SIGNING_SECRETS or TEAMS_APP_ID), and local mode is not installed here.',
  );
}

const programs = isConfigured ? ['bots/serve.ts', 'jobs/serve.ts'] : ['test/local/main.ts'];
const children = programs.map((program) =>
  spawn(process.execPath, [join(root, program)], { stdio: 'inherit', cwd: root }),
);
const stop = (signal: NodeJS.Signals): void => {
  for (const child of children) child.kill(signal);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

/** One that ends takes the other with it: half a product answers commands that nobody carries out. */
for (const child of children) {
  child.once('exit', (code) => {
    stop('SIGTERM');
    process.exitCode ??= code ?? 1;
  });
}
