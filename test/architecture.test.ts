import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

/** Small programs that break a rule of the house, by the place where they would stand. */
const BAD = [
  ['core/a.ts', 'no-restricted-imports', "import { App } from '@slack/bolt';\nexport const app = App;\n"],
  [
    'core/b.ts',
    'no-restricted-imports',
    "import { render } from '../bots/slack/render.ts';\nexport const r = render;\n",
  ],
  ['core/seats/c.ts', 'no-restricted-imports', "import { readFile } from 'node:fs';\nexport const r = readFile;\n"],
  ['core/seats/d.ts', 'no-restricted-imports', "import { db } from '../../prisma/client.ts';\nexport const r = db;\n"],
  ['core/e.ts', 'no-restricted-globals', 'export const now = () => new Date();\n'],
  ['core/f.ts', 'no-restricted-globals', 'export const home = () => process.env;\n'],
  ['core/g.ts', 'no-restricted-globals', "export const page = () => fetch('https://company.example');\n"],
  ['core/h.ts', 'no-restricted-globals', 'export const later = (work: () => void) => setTimeout(work, 1);\n'],
  ['core/i.ts', 'no-restricted-properties', 'export const now = () => Temporal.Now.instant();\n'],
  ['core/j.ts', 'no-default-export', 'export default function seat() {}\n'],
  ['core/k.ts', 'no-explicit-any', 'export const seat: any = 1;\n'],
  ['core/l.ts', 'no-non-null-assertion', 'export const first = (all: readonly string[]) => all[0]!.length;\n'],
  ['core/m.ts', 'max-lines', Array.from({ length: 301 }, (_, at) => `export const n${at} = ${at};`).join('\n')],
  ['core/n.ts', 'no-cycle', "import type { O } from './o.ts';\nexport type N = { readonly of: O };\n"],
  ['core/o.ts', 'no-cycle', "import type { N } from './n.ts';\nexport type O = { readonly of: N };\n"],
  ['bots/slack/a.ts', 'no-restricted-imports', "import { c } from '../teams/cards.ts';\nexport const r = c;\n"],
  ['bots/slack/b.ts', 'no-restricted-imports', "import { c } from 'botbuilder';\nexport const r = c;\n"],
  ['bots/slack/c.ts', 'no-restricted-imports', "import { c } from '../../jobs/agenda.ts';\nexport const r = c;\n"],
  ['bots/teams/a.ts', 'no-restricted-imports', "import { c } from '../slack/blocks.ts';\nexport const r = c;\n"],
  ['bots/teams/b.ts', 'no-restricted-imports', "import { c } from '@slack/web-api';\nexport const r = c;\n"],
  ['bots/console/a.ts', 'no-restricted-imports', "import { c } from '../slack/blocks.ts';\nexport const r = c;\n"],
  ['bots/email/a.ts', 'no-restricted-imports', "import { c } from '../../prisma/client.ts';\nexport const r = c;\n"],
  ['bots/web/a.ts', 'no-restricted-imports', "import { c } from '../../prisma/client.ts';\nexport const r = c;\n"],
  ['bots/slack/d.ts', 'no-restricted-imports', "import { c } from '../web/api/cursor.ts';\nexport const r = c;\n"],
  ['bots/console/b.ts', 'no-restricted-imports', "import { c } from 'nodemailer';\nexport const r = c;\n"],
  ['prisma/a.ts', 'no-restricted-imports', "import { c } from '../jobs/agenda.ts';\nexport const r = c;\n"],
  ['prisma/b.ts', 'no-restricted-imports', "import { c } from 'agenda';\nexport const r = c;\n"],
  ['jobs/a.ts', 'no-restricted-imports', "import { c } from '../prisma/client.ts';\nexport const r = c;\n"],
  ['jobs/b.ts', 'no-restricted-imports', "import { c } from 'agenda';\nexport const r = c;\n"],
  ['jobs/c.ts', 'no-restricted-imports', "import { c } from 'googleapis';\nexport const r = c;\n"],
  [
    'jobs/providers/google/a.ts',
    'no-restricted-imports',
    "import { c } from '@azure/msal-node';\nexport const r = c;\n",
  ],
  ['jobs/agenda.ts', 'no-restricted-imports', "import { c } from '@prisma/client';\nexport const r = c;\n"],
] as const;

/** The same places doing what they may. */
const GOOD = [
  [
    'core/fine.ts',
    "import { createHash } from 'node:crypto';\nimport { z } from 'zod';\nexport const r = [createHash, z];\n",
  ],
  [
    'bots/slack/fine.ts',
    "import { App } from '@slack/bolt';\nimport { ok } from '../../core/result.ts';\nexport const r = [App, ok];\n",
  ],
  ['bots/teams/fine.ts', "import { TurnContext } from 'botbuilder';\nexport const r = TurnContext;\n"],
  ['jobs/mongo-job-store.ts', "import { Agenda } from 'agenda';\nexport const r = Agenda;\n"],
  ['jobs/providers/google/fine.ts', "import { google } from 'googleapis';\nexport const r = google;\n"],
  ['prisma/fine.ts', "import { PrismaPg } from '@prisma/adapter-pg';\nexport const r = PrismaPg;\n"],
] as const;

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

describe('the rules of the house bite', () => {
  const found: { readonly file: string; readonly code: string }[] = [];
  const house = mkdtempSync(join(tmpdir(), 'usher-house-'));

  beforeAll(() => {
    // The paths of the rules are relative to the file they stand in, so that it moves along.
    cpSync('.oxlintrc.json', join(house, '.oxlintrc.json'));
    for (const [file, source] of [...BAD.map(([at, , text]) => [at, text] as const), ...GOOD]) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), source);
    }
    for (const { code, filename } of lint(house).diagnostics)
      found.push({ code, file: filename.slice(filename.lastIndexOf(house) + house.length).replace(/^\//u, '') });
  });

  afterAll(() => rmSync(house, { recursive: true }));

  test.each(BAD)('%s breaks %s', (file, rule) => {
    const codes = found.filter((one) => one.file.endsWith(file)).map(({ code }) => code);

    expect(codes.join(' ')).toContain(`(${rule})`);
  });

  test.each(GOOD)('%s breaks nothing', (file) => {
    expect(found.filter((one) => one.file.endsWith(file))).toEqual([]);
  });
});

function lint(house: string): z.output<typeof Report> {
  const args = ['oxlint', '--format=json', '-c', join(house, '.oxlintrc.json'), house];
  try {
    return Report.parse(
      JSON.parse(execFileSync('npx', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
  } catch (error) {
    // Finding something is its exit code 1.
    if (!(error instanceof Error) || !('stdout' in error) || typeof error.stdout !== 'string') throw error;
    return Report.parse(JSON.parse(error.stdout));
  }
}

const BANNED = /slack|msteams|botbuilder|adaptive|gmail|googleapis|msal|prisma|agenda|mongodb/iu;

/** The guide to the vendor's own console names what stands there, and the addresses of the scopes to grant. */
const NAMES_THE_VENDOR = new Set(['core/credentials/provider-guides.ts']);

describe('core', () => {
  const files = globSync('core/**/*.ts').filter((file) => !NAMES_THE_VENDOR.has(file));

  test('names no platform and no vendor, not even in a comment', () => {
    const named = files.filter((file) => BANNED.test(readFileSync(file, 'utf8')));

    expect(files.length).toBeGreaterThan(100);
    expect(named).toEqual([]);
  });
});

describe('every file', () => {
  const sources = globSync('{core,bots,jobs,prisma,test,manifests}/**/*.ts').filter(
    (file) => !file.includes('generated'),
  );
  const tests = sources.filter((file) => file.endsWith('.test.ts'));

  test('has at most 300 lines', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > 300);

    expect(long).toEqual([]);
  });

  test('of tests asserts something, itself or by a contract that it runs', () => {
    const silent = tests.filter((file) => !/\bexpect\b|\/contracts\//u.test(readFileSync(file, 'utf8')));

    expect(tests.length).toBeGreaterThan(50);
    expect(silent).toEqual([]);
  });
});

describe('a state machine', () => {
  const drawings = globSync('{core,jobs}/**/*.md').filter((file) =>
    readFileSync(file, 'utf8').includes('stateDiagram-v2'),
  );
  const tests = globSync('test/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));

  test.each(drawings)('that %s draws is walked by a test that reads the drawing or names its states', (drawing) => {
    const states = new Set(
      [...readFileSync(drawing, 'utf8').matchAll(/^ {2}([\w-]+) --> /gmu)].map(([, state = '']) => state),
    );
    const isWalked = (text: string) =>
      text.includes(drawing) || [...states].every((state) => new RegExp(`['":\\s{]${state}['":\\s}]`, 'u').test(text));

    expect(states.size).toBeGreaterThan(1);
    expect(tests.some(isWalked)).toBe(true);
  });
});
