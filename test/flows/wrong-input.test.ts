import { describe, expect, test } from 'vitest';
import type { Answers } from '../../core/views/answers.ts';
import type { SealedReply } from '../../core/commands/reply.ts';
import type { Signature } from '../../core/commands/signature.ts';
import { kebabCase, typeableArguments } from '../../core/commands/parse-typed.ts';
import type { PolicyRow } from '../../core/people/authority.ts';
import { POLICY } from '../../core/people/policy.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';
import { HOSTILE } from './hostile.ts';
import { OPERATOR } from './world.ts';

const MATRIX = new Map(Object.entries<PolicyRow>(POLICY));
const TYPED = (await anOffice()).signatures.filter(({ reach }) => reach !== 'step');
const CASES = TYPED.map((signature) => [signature.name, signature] as const);

describe('whatever is typed', () => {
  test.each(CASES)('for “%s” is answered in words, and what is refused changes nothing', async (_, signature) => {
    const office = await anOffice();
    const user = runnerOf(signature);
    const wrong: string[] = [];
    for (const [what, said] of sentences(signature)) {
      const before = office.database.rows();
      const reply = await office.types(user, said);
      const problem =
        problemOf(reply) ??
        (isRefused(reply) && changed(before, office.database.rows()) ? 'it was refused half done' : undefined);
      if (problem !== undefined) wrong.push(`${what}: ${problem}\n${replyText(reply)}`);
    }

    expect(wrong).toEqual([]);
  });

  test.each(CASES)('the example of “%s” is understood, and not refused for a want of rights', async (_, signature) => {
    const [, ...words] = signature.example.split(' ');
    const office = await anOffice();
    const reply = await office.types(runnerOf(signature), signature.example);

    expect(words.join(' ').startsWith(signature.name)).toBe(true);
    expect(signature.summary).not.toBe('');
    expect(replyText(reply)).not.toContain('You may not run');
  });
});

/** Whatever opens a form is sent back with something wrong in one of its fields after the other. */
describe('whatever is filled into a form', () => {
  test.each(CASES)('of “%s” is answered in words, and what is refused changes nothing', async (_, signature) => {
    const user = runnerOf(signature);
    const wrong: string[] = [];
    for (const said of [`/seat ${signature.name}`, signature.example]) {
      for (const [field, what, text] of await fieldsOf(user, said)) {
        const office = await anOffice();
        const form = await office.types(user, said);
        const before = office.database.rows();
        const reply = await office.submits(user, form, { ...filledOf(form), [field]: text });
        const problem =
          problemOf(reply) ??
          (isRefused(reply) && changed(before, office.database.rows()) ? 'it was refused half done' : undefined);
        if (problem !== undefined) wrong.push(`${said}, ${field}, ${what}: ${problem}\n${replyText(reply)}`);
      }
    }

    expect(wrong).toEqual([]);
  });
});

/** The fields into which something can be written, each with everything that can be wrong with it. */
async function fieldsOf(user: string, said: string): Promise<readonly (readonly [string, string, string])[]> {
  const form = await (await anOffice()).types(user, said);
  if (form.kind !== 'form') return [];
  const written = form.form.inputs.filter(({ kind }) => kind === 'text');
  return written.flatMap(({ name }) => HOSTILE.map(([what, text]) => [name, what, text] as const));
}

/** As a form is sent by somebody who has changed nothing in it and ticked what there is to tick. */
function filledOf(reply: SealedReply): Answers {
  if (reply.kind !== 'form') return {};
  return Object.fromEntries(
    reply.form.inputs.flatMap((input): readonly (readonly [string, string | boolean])[] => {
      if (input.kind === 'check') return [[input.name, true]];
      if ('initial' in input && input.initial !== undefined) return [[input.name, input.initial]];
      return input.kind === 'choice' && input.options[0] !== undefined ? [[input.name, input.options[0].value]] : [];
    }),
  );
}

/** Each argument in turn has something wrong in it, by its name and in its place. */
function sentences(signature: Signature): readonly (readonly [string, string])[] {
  const inPlace = HOSTILE.map(([what, text]) => [what, `/seat ${signature.name} ${text}`] as const);
  const byName = typeableArguments(signature).flatMap((name) =>
    HOSTILE.map(
      ([what, text]) =>
        [`${name}: ${what}`, `${signature.example} ${kebabCase(name)}:"${text.replaceAll('"', '')}"`] as const,
    ),
  );
  return [...inPlace, ...byName];
}

function viewIn(reply: SealedReply) {
  return 'view' in reply ? reply.view : undefined;
}

/** A refusal says so in its tone, or stands on a field; what can be cancelled is a preview that is kept. */
function isRefused(reply: SealedReply): boolean {
  const view = viewIn(reply);
  if (view?.actions.some(({ label }) => label === 'Cancel') === true) return false;
  return reply.kind === 'fields' || view?.tone === 'attention' || view?.tone === 'bad';
}

/** What is wrong with an answer, whatever it is about. */
function problemOf(reply: SealedReply): string | undefined {
  const text = replyText(reply);
  if (/could not be finished yet|Your command failed/u.test(text)) return 'it broke';
  if (/\bat \S+ \(|\.ts:\d+|ZodError|undefined|\[object|NaN,/u.test(text)) return 'it shows its insides';
  if (/expected \w+, received|Invalid (?:input|option|string)|Too (?:big|small|long):/u.test(text))
    return 'it speaks the language of a library';
  const view = viewIn(reply);
  if (view === undefined) return undefined;
  if (isRefused(reply) && !hasWayOut(view)) return 'it leaves no way out';
  return view.title.length > 150 ? 'its title repeats a whole page' : undefined;
}

/** A button, an example of how it is typed, or a sentence that says what to do instead. */
function hasWayOut(view: NonNullable<ReturnType<typeof viewIn>>): boolean {
  const facts = view.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
  return view.actions.length > 0 || facts.some(({ label }) => label === 'Example' || label === 'Usage');
}

type Rows = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

/** Besides what every delivery leaves behind: itself, its buttons, and when somebody was seen last. */
function changed(before: Rows, after: Rows): boolean {
  return Object.entries(after).some(
    ([table, rows]) => !EVERY_DELIVERY.has(table) && [...rows].some(([path, row]) => before[table]?.get(path) !== row),
  );
}

const EVERY_DELIVERY = new Set(['deliveries', 'actions', 'identities']);

/** Eva may do what any member may; the rest is for whoever operates the installation. */
function runnerOf({ name }: Signature): string {
  const row = MATRIX.get(name);
  if (row === undefined) throw new Error(`${name} has no row`);
  return row.enterpriseAdmin === 'no' && row.operator ? OPERATOR : 'eva';
}

async function anOffice() {
  const office = await anEnterprise();
  await office.inAccount(({ members }) =>
    members.replace(office.eva, { ...office.eva, grants: ['approver', 'support'], version: office.eva.version + 1 }),
  );
  await office.seated(office.sam);
  await office.seated(office.ada);
  return office;
}
