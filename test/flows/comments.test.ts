import { describe, expect, test } from 'vitest';
import type { Notice } from '../../core/outbox/notice.ts';
import { ACME } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, askedFor, theRequest, type Office } from './office.ts';
import { viewText } from './world.ts';

async function cardOf(office: Office, user: string): Promise<Notice> {
  const { id } = await theRequest(office);
  const cards = await office.inAccount(({ notices }) => notices.ofSubject(`request:${id}`));
  const card = cards.find(({ key }) => key.endsWith(`:${user}`));
  if (card === undefined) throw new Error(`${user} has no card`);
  return card;
}

/** As if the platform had taken the card as this message. */
async function arrived(office: Office, user: string, reference: string): Promise<void> {
  const card = await cardOf(office, user);
  const to = { kind: 'user', surface: 'chat', workspace: 'acme', user } as const;
  const message = { surface: 'chat', workspace: 'acme', reference };
  const { id, accountId, key, subject, recipient, view, wanted, attempts } = card;
  const base = { id, accountId, key, subject, recipient, view, wanted, attempts };
  await office.inAccount(({ notices }) =>
    notices.replace(card, { ...base, state: 'delivered', to, message, shown: wanted, at: office.clock.now() }),
  );
}

async function under(office: Office, user: string): Promise<readonly string[]> {
  const card = await cardOf(office, user);
  const all = await office.inAccount(({ notices }) => notices.list(['pending', 'delivered']));
  return all.filter(({ recipient }) => recipient.under === card.id).map(({ view }) => view.title);
}

describe('a question about a request', () => {
  test('reaches whoever asked with a form to answer, and both stand on every card and under it', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);

    const form = await office.presses('grace', card, 'Ask for more');
    const asked = await office.submits('grace', form, { text: 'Is this for the whole year?' });
    const question = await office.lastNotice(office.ada, 'ada');
    const answerForm = await office.presses('ada', question.view, 'Answer');
    const answered = await office.submits('ada', answerForm, { text: 'Yes, from April on.' });

    expect(replyText(asked)).toContain('Your question is on its way');
    expect(viewText(question.view)).toContain('Is this for the whole year?');
    expect(replyText(answered)).toContain('Your answer is with the approvers');
    for (const user of ['grace', 'barbara']) {
      const shown = viewText((await cardOf(office, user)).view);
      expect(shown).toContain('Grace Hopper asks: Is this for the whole year?');
      expect(shown).toContain('Ada Lovelace answers: Yes, from April on.');
      expect(await under(office, user)).toEqual([
        'Grace Hopper asks about request 1',
        'Ada Lovelace answers about request 1',
      ]);
    }
    const records = await office.inAccount(({ audit }) => audit.from(1, 1000));
    expect(records.map(({ kind }) => kind).filter((kind) => /question|answer/u.test(kind))).toEqual([
      'request.question',
      'request.answer',
    ]);
  });

  test('leaves the card’s buttons alive: what was shown can still be approved', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);

    await office.types('barbara', 'ask 1 what for?');
    const reply = await office.presses('grace', card, /^Approve EUR/u);

    expect(replyText(reply)).toContain('is approved');
  });

  test('is asked by those it was put to and answered by whoever made it, and by nobody else', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.member('eve', 'Eve Moneypenny');

    const texts = [
      await office.types('ada', 'ask 1 is it?'),
      await office.types('grace', 'answer 1 it is'),
      await office.types('eve', 'comment 1 hello'),
      await office.presses('eve', card, 'Comment'),
    ].map(replyText);

    expect(texts[0]).toContain('Only those it was put to ask for more');
    expect(texts[1]).toContain('Only whoever asked for it answers');
    expect(texts[2]).toContain('There is no request 1');
    expect(texts[3]).toContain('This request does not exist');
    const request = await theRequest(office);
    expect(await office.inAccount(({ comments }) => comments.ofRequest(request.id))).toEqual([]);
  });

  test('is not asked about a request that is closed', async () => {
    const office = await anOffice();
    const { card } = await askedFor(office);
    await office.presses('grace', card, /^Approve EUR/u);

    const reply = await office.types('barbara', 'ask 1 why?');

    expect(replyText(reply)).toContain('It is closed');
  });
});

describe('a comment', () => {
  test('of an approver reaches the requester and the other cards; the card shows the last three', async () => {
    const office = await anOffice();
    await askedFor(office);

    for (const text of ['one', 'two', 'three', 'four']) await office.types('grace', `comment 1 remark ${text}`);

    const shown = viewText((await cardOf(office, 'barbara')).view);
    expect(shown).not.toContain('remark one');
    expect(shown).toContain('1 earlier remark before that');
    expect(shown).toContain('Grace Hopper says: remark four');
    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('remark four');
  });

  test('is what somebody writes under the card, and it is not sent back to where it was written', async () => {
    const office = await anOffice();
    await askedFor(office);
    await arrived(office, 'grace', 'message-1');

    const reply = await office.writesUnder('grace', 'message-1', 'please wait: the budget comes on Friday');

    expect(replyText(reply)).toContain('Your comment is kept');
    expect(await under(office, 'grace')).toEqual([]);
    expect(await under(office, 'barbara')).toEqual(['Grace Hopper says about request 1']);
    const request = await theRequest(office);
    expect(await office.inAccount(({ comments }) => comments.ofRequest(request.id))).toMatchObject([
      { accountId: ACME, kind: 'comment', by: office.grace.id, text: 'please wait: the budget comes on Friday' },
    ]);
  });

  test('under the card that is too long is kept up to its limit, and that is said', async () => {
    const office = await anOffice();
    await askedFor(office);
    await arrived(office, 'grace', 'message-1');

    const reply = await office.writesUnder('grace', 'message-1', 'the budget '.repeat(100));

    expect(replyText(reply)).toContain('It was longer than 1,000 characters');
    const { id } = await theRequest(office);
    const [comment] = await office.inAccount(({ comments }) => comments.ofRequest(id));
    expect(comment?.text).toHaveLength(1000);
    expect(comment?.text).toMatch(/the budge…$/u);
  });

  test('is not what begins like a command, nor what is written under something else', async () => {
    const office = await anOffice();
    await askedFor(office);
    await arrived(office, 'grace', 'message-1');

    const command = await office.writesUnder('grace', 'message-1', 'seat requests waiting');
    const elsewhere = await office.writesUnder('grace', 'message-9', 'hello there');

    expect(replyText(command)).toContain('1 request');
    expect(replyText(elsewhere)).not.toContain('comment is kept');
    const request = await theRequest(office);
    expect(await office.inAccount(({ comments }) => comments.ofRequest(request.id))).toEqual([]);
  });
});
