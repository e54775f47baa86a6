import { readFile, writeFile } from 'node:fs/promises';
import { settingsTable } from './config.ts';

/** Puts the table of settings into the README, where a test compares it with the schema. */
const readme = await readFile('README.md', 'utf8');
await writeFile(
  'README.md',
  readme.replace(/(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/u, `$1${settingsTable()}\n$2`),
);
