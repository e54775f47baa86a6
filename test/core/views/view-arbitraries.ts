import * as fc from 'fast-check';
import { allCurrencies } from '../../../core/billing/currency.ts';
import { idSchema } from '../../../core/ids.ts';
import type { Action, Block, Inline, Input, SealedForm, SealedView } from '../../../core/views/view.ts';
import { actionId } from '../../fixtures/view-parts.ts';

// Whole characters without null: what every JSON column takes.
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', ' ').toWellFormed());
const count = fc.nat();
const action = fc.nat(999).map(actionId);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  text,
  fc.record({ strong: text }),
  fc.record({ code: text }),
  fc.record({ link: text, href: fc.webUrl() }),
  fc.record({ member: fc.uuid().map((id) => idSchema('member').parse(id)), name: text }),
  fc.record({ money: fc.record({ currency: fc.constantFrom(...allCurrencies()), minor: fc.bigInt() }) }),
  fc.record({ moment: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 20n }).map((ns) => new Temporal.Instant(ns)) }),
  fc.record({ date: fc.integer({ min: -100_000, max: 100_000 }).map((days) => EPOCH.add({ days })) }),
);
const EPOCH = Temporal.PlainDate.from('2026-01-01');
const inlines = fc.array(inline, { maxLength: 4 });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: inlines }),
  fc.record({ kind: fc.constant('note'), text: inlines }),
  fc.record({
    kind: fc.constant('facts'),
    facts: fc.array(fc.record({ label: text, value: inlines }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('list'), items: fc.array(inlines, { maxLength: 4 }), total: count }),
  fc.record({
    kind: fc.constant('table'),
    columns: fc.array(text, { maxLength: 4 }),
    rows: fc.array(inlines, { maxLength: 4 }),
    total: count,
  }),
  fc.record({ kind: fc.constant('progress'), label: text, done: count, of: fc.option(count, { nil: undefined }) }),
  fc.record({ kind: fc.constant('picture'), href: fc.oneof(fc.webUrl(), text), alt: text }),
);

const button: fc.Arbitrary<Action<ReturnType<typeof actionId>>> = fc.oneof(
  fc.record({
    kind: fc.constant('run'),
    label: text,
    weight: fc.constantFrom('primary', 'danger', 'plain'),
    does: action,
  }),
  fc.record({ kind: fc.constant('open'), label: text, href: fc.webUrl() }),
);

const field = { name: text, label: text, required: fc.boolean() };
const option = fc.record({ value: text, label: text, description: text }, { requiredKeys: ['value', 'label'] });
const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record(
    { ...field, kind: fc.constant('text'), hint: text, initial: text, maxLength: count, multiline: fc.boolean() },
    { requiredKeys: ['kind', 'name', 'label', 'required', 'maxLength', 'multiline'] },
  ),
  fc.record(
    { ...field, kind: fc.constant('choice'), initial: text, options: fc.array(option, { maxLength: 3 }) },
    { requiredKeys: ['kind', 'name', 'label', 'required', 'options'] },
  ),
  fc.record({ ...field, kind: fc.constant('check'), sentence: text }),
);

const blocks = fc.array(block, { maxLength: 4 });

export const anyView: fc.Arbitrary<SealedView> = fc.record({
  title: text,
  tone: fc.constantFrom('neutral', 'good', 'attention', 'bad'),
  blocks,
  actions: fc.array(button, { maxLength: 4 }),
});

export const anyForm: fc.Arbitrary<SealedForm> = fc.record({
  title: text,
  blocks,
  inputs: fc.array(input, { maxLength: 4 }),
  submit: fc.record({ label: text, does: action }),
});
