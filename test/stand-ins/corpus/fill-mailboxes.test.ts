import { beforeAll, describe, expect, test } from 'vitest';
import { createManualClock } from '../clock/scaled-clock.ts';
import { addressesIn } from './address-line.ts';
import { headerOf, isListMail, messageIdsIn } from './corpus-message.ts';
import type { CorpusMessage, Mail } from './corpus-message.ts';
import { demoFirm } from './demo-firm.ts';
import { fillMailboxes } from './fill-mailboxes.ts';
import type { Mailboxes } from './fill-mailboxes.ts';
import { loadCorpus } from './load-corpus.ts';
import type { MailItem } from './mailbox.ts';

const NOW = Temporal.Instant.from('2026-11-22T12:00:00Z');

let corpus: readonly CorpusMessage[];
let mailboxes: Mailboxes;
let everything: readonly (MailItem & { readonly owner: string })[];

beforeAll(async () => {
  corpus = await loadCorpus();
  mailboxes = fillMailboxes({ corpus, firm: demoFirm, clock: createManualClock(NOW) });
  everything = [...mailboxes].flatMap(([owner, mailbox]) => mailbox.newestFirst().map((item) => ({ ...item, owner })));
});

describe('the corpus', () => {
  test('holds its 6,046 messages with the oddities they came with', () => {
    expect(corpus).toHaveLength(6046);
    expect(corpus.filter(({ messageId }) => messageId === undefined).length).toBeGreaterThan(0);
    expect(corpus.some((mail) => Number.isNaN(Date.parse(headerOf(mail, 'Date') ?? '')))).toBe(true);
    expect(corpus.some(({ headers }) => headers.some(({ value }) => /[\u0080-\uffff]/.test(value)))).toBe(true);
  });
});

describe('the demo firm’s mailboxes', () => {
  test('hold the whole corpus over three mailboxes of each provider and one of somebody’s own', () => {
    const filled = [...mailboxes.values()].filter((mailbox) => mailbox.newestFirst().length > 0);

    expect(filled.map(({ owner }) => owner.provider)).toEqual([
      'google',
      'google',
      'google',
      'google',
      'microsoft',
      'microsoft',
      'microsoft',
    ]);
    expect(everything.length).toBeGreaterThanOrEqual(corpus.length);
  });

  test('are the same again for the same seed, and others for another', () => {
    const part = corpus.slice(0, 300);
    const filledWith = (seed: string) => {
      const filled = fillMailboxes({ corpus: part, firm: demoFirm, clock: createManualClock(NOW), seed });
      return [...filled.values()].map((mailbox) => mailbox.newestFirst());
    };

    expect(filledWith('a')).toEqual(filledWith('a'));
    expect(filledWith('a')).not.toEqual(filledWith('b'));
  });

  test('name the owner in every incoming message, but for lists and mail without recipients', () => {
    const incoming = everything.filter(({ place }) => place !== 'sent' && place !== 'drafts');
    const unnamed = incoming.filter(({ mail, owner }) => !recipients(mail).includes(owner));

    expect(unnamed.every(({ mail }) => isListMail(mail) || recipients(mail).length === 0)).toBe(true);
    expect(unnamed.length / incoming.length).toBeLessThan(0.3);
  });

  test('hold a realistic share of mail by their owners, most of it answers', () => {
    const sent = everything.filter(({ place }) => place === 'sent');
    const answers = sent.filter(({ mail }) => headerOf(mail, 'In-Reply-To') ?? headerOf(mail, 'References'));

    expect(sent.every(({ mail, owner }) => addressesIn(headerOf(mail, 'From'))[0]?.address === owner)).toBe(true);
    expect(sent.every(({ mail }) => !isListMail(mail) && headerOf(mail, 'Received') === undefined)).toBe(true);
    expect(sent.length / everything.length).toBeGreaterThan(0.1);
    expect(answers.length / sent.length).toBeGreaterThan(0.4);
  });

  test('keep an answer in the thread of what it answers', () => {
    const clara = mailboxes.get('clara.whitfield@lindenpartners.example')?.newestFirst() ?? [];
    const threadOf = new Map(
      clara.map(({ mail, threadId }) => [messageIdsIn(headerOf(mail, 'Message-ID'))[0], threadId]),
    );
    const answered = clara.flatMap(({ mail, threadId }) => {
      const parentId = messageIdsIn(headerOf(mail, 'In-Reply-To'))[0];
      const parent = parentId === undefined ? undefined : threadOf.get(parentId);
      return parent === undefined ? [] : [parent === threadId];
    });

    expect(answered.length).toBeGreaterThan(100);
    expect(answered.filter((isKept) => isKept).length / answered.length).toBeGreaterThan(0.98);
  });

  test('share some mail between two members, inside the firm and from outside', () => {
    const byMessageId = Map.groupBy(everything, ({ mail }) => messageIdsIn(headerOf(mail, 'Message-ID'))[0]);
    const shared = [...byMessageId.values()].filter((copies) => new Set(copies.map(({ owner }) => owner)).size === 2);
    const internal = shared.filter(([copy]) => copy !== undefined && participants(copy.mail).every(isOurs));

    expect(internal.length).toBeGreaterThan(50);
    expect(shared.length - internal.length).toBeGreaterThan(100);
  });

  test('were received within ten months, but for an old tail, while the Date headers stay', () => {
    const tenMonthsAgo = NOW.subtract({ hours: 24 * 300 }).epochMilliseconds;
    const recent = everything.filter(
      ({ receivedMs }) => receivedMs >= tenMonthsAgo && receivedMs < NOW.epochMilliseconds,
    );

    expect(everything.every(({ receivedMs }) => receivedMs < NOW.epochMilliseconds)).toBe(true);
    expect(recent.length / everything.length).toBeGreaterThan(0.95);
    expect(everything.filter(({ mail }) => /200[12]/.test(headerOf(mail, 'Date') ?? '')).length).toBeGreaterThan(5000);
  });
});

function recipients(mail: Mail): readonly string[] {
  return [...addressesIn(headerOf(mail, 'To')), ...addressesIn(headerOf(mail, 'Cc'))].map(({ address }) =>
    address.toLowerCase(),
  );
}

function participants(mail: Mail): readonly string[] {
  return [...addressesIn(headerOf(mail, 'From')).map(({ address }) => address), ...recipients(mail)];
}

function isOurs(address: string): boolean {
  return demoFirm.domains.some(({ name }) => address.endsWith(`@${name}`));
}
