import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nearest } from '../../../core/commands/nearest.ts';
import { parseTyped, type TypedRefused } from '../../../core/commands/parse-typed.ts';
import { signature } from '../../../core/commands/signature.ts';
import { typedRefusedView } from '../../../core/commands/typed-refused-views.ts';
import { plainText } from '../../../core/views/plain-text.ts';
import { aSealedView } from '../../builders/chat.ts';

const text = z.string().optional();
const OF = { group: 'seats', summary: '', example: '', reach: 'typed' } as const;
const SIGNATURES = [
  signature({
    ...OF,
    name: 'invite',
    typed: ['address', 'fullName'],
    args: z.object({ address: text, fullName: text, privacy: text, mailSystem: text }),
  }),
  signature({ ...OF, name: 'invite confirm', reach: 'step', typed: [], args: z.object({ seat: text }) }),
  signature({
    ...OF,
    name: 'reject',
    typed: ['request', 'reason'],
    args: z.object({ request: text, reason: text, version: text }),
    carried: ['version'],
    endsInText: true,
  }),
  signature({ ...OF, name: 'domain add', typed: ['domain'], args: z.object({ domain: text }) }),
  signature({ ...OF, name: 'domain list', typed: [], args: z.object({}) }),
  signature({ ...OF, name: 'status', typed: [], args: z.object({}) }),
  signature({ ...OF, name: 'list', typed: ['search'], args: z.object({ search: text, team: text }) }),
  signature({ ...OF, name: 'approve', typed: ['request'], args: z.object({ request: text, version: text }) }),
];

function refused(typed: string): TypedRefused {
  const parsed = parseTyped(typed, SIGNATURES);
  if (parsed.ok) throw new Error(`“${typed}” was understood`);
  return parsed.error;
}

describe('typed words become a call', () => {
  test.each([
    ['', 'help', {}],
    ['/seat', 'help', {}],
    ['/Seat INVITE', 'invite', {}],
    ['seat invite', 'invite', {}],
    ['invite ada@acme.example Ada Lovelace', 'invite', { address: 'ada@acme.example', fullName: 'Ada Lovelace' }],
    [
      'invite <mailto:a@b.example|a@b.example> “Ada L” privacy:share-all',
      'invite',
      { address: 'a@b.example', fullName: 'Ada L', privacy: 'share-all' },
    ],
    ['invite full-name:"Ada Lovelace" a@b.example', 'invite', { address: 'a@b.example', fullName: 'Ada Lovelace' }],
    ['invite mail-system:google a@b.example', 'invite', { mailSystem: 'google', address: 'a@b.example' }],
    ['invite a@b.example "privacy:is a name"', 'invite', { address: 'a@b.example', fullName: 'privacy:is a name' }],
    ['domain add acme.example', 'domain add', { domain: 'acme.example' }],
    ['list team:"Deal Desk" ada', 'list', { search: 'ada', team: 'Deal Desk' }],
    ['reject 12 No: too dear, see ticket:4711', 'reject', { request: '12', reason: 'No: too dear, see ticket:4711' }],
    ['reject 12 👩‍🚀 لا شكرا', 'reject', { request: '12', reason: '👩‍🚀 لا شكرا' }],
  ])('%j is %s %j', (typed, command, args) => {
    expect(parseTyped(typed, SIGNATURES)).toEqual({ ok: true, value: { command, args } });
  });

  test.each([
    ['inivte ada', { kind: 'unknown-command', typed: 'inivte', nearest: 'invite' }],
    ['stauts', { kind: 'unknown-command', typed: 'stauts', nearest: 'status' }],
    ['domian add x', { kind: 'unknown-command', typed: 'domian', nearest: 'domain add' }],
    ['invite confirm', undefined],
    ['!!!', { kind: 'unknown-command', typed: '!!!', nearest: undefined }],
    ['invite privcy:all', { kind: 'unknown-option', option: 'privcy' }],
    ['reject version:3', { kind: 'unknown-option', option: 'version' }],
    ['status of everybody', { kind: 'too-many-words', left: 'of everybody' }],
  ])('%j is refused as %j', (typed, expected) => {
    const parsed = parseTyped(typed, SIGNATURES);

    expect(parsed).toMatchObject(
      expected === undefined ? { value: { command: 'invite', args: { address: 'confirm' } } } : { error: expected },
    );
  });

  test('a step cannot be typed', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        const parsed = parseTyped(`invite confirm ${rest}`, SIGNATURES);

        expect(parsed.ok ? parsed.value.command : '').not.toBe('invite confirm');
      }),
    );
  });

  test('any text gives a call with known arguments or a refusal that can be said in words', () => {
    const names = SIGNATURES.map(({ name }) => name);
    const typed = fc
      .tuple(fc.constantFrom('', ...names), fc.string({ unit: 'grapheme' }))
      .map((parts) => parts.join(' '));

    fc.assert(
      fc.property(typed, (said) => {
        const parsed = parseTyped(said, SIGNATURES);
        const known = parsed.ok ? SIGNATURES.find(({ name }) => name === parsed.value.command) : undefined;
        const unknown = parsed.ok
          ? Object.keys(parsed.value.args).filter((name) => !Object.hasOwn(known?.args.shape ?? {}, name))
          : [];
        const words = parsed.ok ? 'understood' : textOf(parsed.error);

        expect(unknown).toEqual([]);
        expect(words.length).toBeGreaterThan(5);
      }),
    );
  });
});

function textOf(error: TypedRefused): string {
  const { title, blocks } = typedRefusedView(error);
  return plainText(aSealedView({ title, blocks }), { timeZone: 'UTC', actions: 'labels' });
}

describe('a refusal of typed words', () => {
  test('shows how the command is typed, without what only buttons carry', () => {
    const shown = textOf(refused('reject version:3'));

    expect(shown).toContain('/seat reject <request> <reason>');
    expect(shown).toContain('Options: request:…, reason:…');
  });

  test('quotes a page that was pasted by accident only by its beginning', () => {
    const pasted = 'x'.repeat(3000);

    expect(textOf(refused(pasted)).length).toBeLessThan(300);
    expect(textOf(refused(`status ${pasted}`)).length).toBeLessThan(300);
  });
});

describe('the nearest word', () => {
  test.each([
    ['aprove', 'approve'],
    ['raiect', 'reject'],
    ['lsit', 'list'],
    ['STATUS', 'status'],
    ['hi', undefined],
    ['x', undefined],
    ['thank you', undefined],
  ])('to %s is %s', (typed, expected) => {
    expect(nearest(typed, ['approve', 'reject', 'list', 'status', 'who', 'buy'])).toBe(expected);
  });
});
