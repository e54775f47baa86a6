import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkReceipt } from '../../core/receipts/check-receipt.ts';
import { aSigningKey, publicKeyOf } from '../core/audit/signing-keys.ts';
import { createFakeHeadFile } from '../fakes/fake-head-file.ts';
import { buys } from './billing-office.ts';
import { approved, lookedAt } from './list-office.ts';
import { anOffice, askedFor, lastCard, theRequest, type Office } from './office.ts';
import { receiptDocument } from './receipt-document.ts';

const KEYS = [publicKeyOf('ours')];

/** Every way in which a purchase comes to its end, and some that are still open. */
const PURCHASES: readonly { readonly what: string; readonly happens: (office: Office) => Promise<void> }[] = [
  {
    what: 'that somebody approved',
    happens: async (office) => {
      const { card } = await askedFor(office);
      await office.presses('grace', card, /^Approve EUR/u);
      await office.checksSeats();
    },
  },
  {
    what: 'that waits for the first access',
    happens: async (office) => {
      const { card } = await askedFor(office);
      await office.presses('grace', card, /^Approve EUR/u);
    },
  },
  {
    what: 'of a seat that nobody ever reached',
    happens: async (office) => {
      const { card } = await askedFor(office);
      await office.presses('grace', card, /^Approve EUR/u);
      office.clock.advance({ hours: 24 * 30 });
      const [seat] = await office.inAccount(({ seats }) => seats.list());
      if (seat !== undefined) await office.voids(seat.id);
    },
  },
  {
    what: 'that the policy approved',
    happens: async (office) => {
      await agrees(office, 'policy auto');
      await agrees(office, 'buy 5');
    },
  },
  {
    what: 'that the policy approved below its amount',
    happens: async (office) => {
      await agrees(office, 'policy auto-below amount:400.00');
      await agrees(office, 'buy 5');
    },
  },
  {
    what: 'that a delegate approved',
    happens: async (office) => {
      await office.member('eve', 'Eve Moneypenny');
      await askedFor(office);
      await office.types('grace', 'delegate eve@acme.example until:2026-03-20');
      await office.presses('eve', await lastCard(office, 'eve'), /^Approve EUR/u);
    },
  },
  {
    what: 'that two approved',
    happens: async (office) => {
      await agrees(office, 'policy rule 2 of approvers');
      const { card } = await askedFor(office);
      await office.presses('grace', card, /^Approve EUR/u);
      await office.presses('barbara', await lastCard(office, 'barbara'), /^Approve EUR/u);
    },
  },
  {
    what: 'of many people at once',
    happens: async (office) => {
      await lookedAt(office);
      await approved(office);
      await office.worksOnLists();
      await office.checksSeats();
    },
  },
  {
    what: 'about which something was said',
    happens: async (office) => {
      await askedFor(office);
      await office.types('grace', 'comment 1 the budget comes on Friday');
    },
  },
  { what: 'without names', happens: (office) => buys(office, 6) },
  {
    what: 'that nobody decided',
    happens: async (office) => {
      await askedFor(office);
    },
  },
  {
    what: 'that was rejected',
    happens: async (office) => {
      const { card } = await askedFor(office);
      const form = await office.presses('grace', card, 'Reject');
      await office.submits('grace', form, { reason: 'Not in this quarter' });
    },
  },
  {
    what: 'that was cancelled',
    happens: async (office) => {
      const { sent } = await askedFor(office);
      if (sent.kind !== 'private') throw new Error(sent.kind);
      await office.presses('ada', sent.view, /^Cancel/u);
    },
  },
  {
    what: 'that expired',
    happens: async (office) => {
      await askedFor(office);
      for (const _ of [1, 2]) {
        office.clock.advance({ hours: 24 * 30 });
        await office.expires((await theRequest(office)).id);
      }
    },
  },
  {
    what: 'that costs more meanwhile and waits for the requester',
    happens: async (office) => {
      const { card } = await askedFor(office);
      await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
      await office.presses('grace', card, /^Approve EUR/u);
    },
  },
  {
    what: 'that the requester agreed to again',
    happens: async (office) => {
      const { card } = await askedFor(office);
      await office.setsTerms({ prices: { 'sync-only': { month: 5900n } } });
      await office.presses('grace', card, /^Approve EUR/u);
      const again = await office.lastNotice(office.ada, 'ada');
      const form = await office.presses('ada', again.view, /^Review/u);
      await office.submits('ada', form, { agreed: true });
    },
  },
];

describe.each(PURCHASES)('the receipt of a purchase $what', ({ happens }) => {
  test('holds, and no part of it can be changed or left out unseen', async () => {
    const office = await anOffice({ heads: { keys: [aSigningKey('ours')], file: createFakeHeadFile() } });
    await happens(office);
    const genuine = await receiptDocument(office);

    const unseen = leavesOf(parsed(genuine)).flatMap((path) =>
      [changed(genuine, path), without(genuine, path)].flatMap((document, index) =>
        checkReceipt(document, KEYS).ok ? [`${index === 0 ? 'changed' : 'left out'}: ${path.join('.')}`] : [],
      ),
    );

    expect(checkReceipt(genuine, KEYS)).toMatchObject({ ok: true });
    expect(unseen).toEqual([]);
  });
});

async function agrees(office: Office, words: string): Promise<void> {
  const reply = await office.types('ada', words);
  if (reply.kind === 'form') await office.submits('ada', reply, { agreed: true });
}

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null;
type Path = readonly string[];
const json: z.ZodType<Json> = z.json();

function parsed(text: string): Json {
  return json.parse(JSON.parse(text));
}

/** Where something stands that holds nothing else; of what is empty, the whole. */
function leavesOf(value: Json, path: Path = []): readonly Path[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return entries.length === 0 ? [path] : entries.flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

function changed(text: string, path: Path): string {
  return rewritten(text, path, (parent, name) => {
    Reflect.set(parent, name, other(Reflect.get(parent, name)));
  });
}

function without(text: string, path: Path): string {
  return rewritten(text, path, (parent, name) => {
    if (Array.isArray(parent)) parent.splice(Number(name), 1);
    else Reflect.deleteProperty(parent, name);
  });
}

function rewritten(text: string, path: Path, write: (parent: object, name: string) => void): string {
  const document = parsed(text);
  let parent: unknown = document;
  for (const name of path.slice(0, -1)) parent = Reflect.get(Object(parent), name);
  write(Object(parent), path.at(-1) ?? '');
  return JSON.stringify(document);
}

/** Another value that reads as well: the next number, another id, a second later, the other choice. */
function other(value: unknown): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'something';
  const choice = CHOICES.find((one) => one.includes(value))?.find((one) => one !== value);
  if (choice !== undefined) return choice;
  if (/^\d+$/u.test(value)) return `${BigInt(value) + 1n}`;
  if (/^\d{4}-\d\d-\d\dT.*Z$/u.test(value)) return Temporal.Instant.from(value).add({ seconds: 1 }).toString();
  if (/^\d{4}-\d\d-\d\d$/u.test(value)) return Temporal.PlainDate.from(value).add({ days: 1 }).toString();
  const last = value.at(-1);
  return `${value.slice(0, -1)}${last === '0' ? '1' : '0'}`;
}

const CHOICES: readonly (readonly string[])[] = [
  ['invite', 'buy'],
  ['bulk', 'buy'],
  ['approved', 'pending'],
  ['awaiting-requester', 'pending'],
  ['rejected', 'expired', 'cancelled'],
  ['requester', 'approver'],
  ['sync-only', 'full-access'],
  ['EUR', 'USD'],
  ['month', 'year'],
  ['day', 'second'],
  ['first-access', 'approval'],
  ['requested', 'minimum-quantity'],
  ['raise', 'refuse'],
  ['Europe/Berlin', 'UTC'],
];
