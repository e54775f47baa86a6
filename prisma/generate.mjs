// Makes the database client out of the schema. Runs while packages are installed, on whatever Node npm itself runs on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

if (isInstalled()) generate();
else if (!existsSync(join(here, 'generated'))) {
  console.error('The database client is not there and prisma, which makes it, is a development dependency.');
  console.error('Install with development dependencies, or copy prisma/generated from where it was made.');
  process.exitCode = 1;
}

function generate() {
  const command = [prismaCommand(), 'generate', '--config', join(here, 'prisma.config.ts')];
  const { status, error } = spawnSync(process.execPath, command, { stdio: 'inherit', env: environment() });
  if (error !== undefined) throw error;
  process.exitCode = status === null ? 1 : status;
}

function isInstalled() {
  try {
    prismaCommand();
    return true;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}

function prismaCommand() {
  const manifest = require.resolve('prisma/package.json');
  return join(dirname(manifest), require(manifest).bin.prisma);
}

// Generating needs no schema engine, but Prisma downloads one unless it is told where it is.
function environment() {
  const offline = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  if (process.env.PRISMA_SCHEMA_ENGINE_BINARY !== undefined || hasEngine() || !existsSync('/bin/true')) return offline;
  return { ...offline, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' };
}

function hasEngine() {
  const engines = dirname(require.resolve('@prisma/engines/package.json', { paths: [dirname(prismaCommand())] }));
  return readdirSync(engines).some((name) => name.startsWith('schema-engine-'));
}
