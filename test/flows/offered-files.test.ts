import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { createFakeChatDocuments } from '../fakes/fake-chat-documents.ts';
import { anOffice } from './office.ts';
import { viewText } from './world.ts';

const CSV = 'list export:csv columns:name';
const PEOPLE = 'name\r\nAda Lovelace\r\nBarbara Liskov\r\nGrace Hopper\r\n';
const LOST = { kind: 'ambiguous', cause: new Error('reset') } as const;

async function asking() {
  const files = createFakeChatDocuments('agreed');
  return { files, office: await anOffice({ documents: files.chat }) };
}

describe('a file in a chat that asks first', () => {
  test('is put with the files of whoever agreed, with what it holds then', async () => {
    const { files, office } = await asking();
    const said = replyText(await office.types('ada', CSV));
    await office.handsOver();
    const [offer] = files.offers;
    expect(files.shown).toEqual([]);
    await office.member('hedy', 'Hedy Lamarr');

    const answer = replyText(await office.answersOffer('ada', offer?.accept ?? '', { place: 'ada’s files' }));
    await office.handsOver();

    expect(said).toContain('is offered to you in our personal chat');
    expect(offer).toMatchObject({ to: 'ada', name: 'people.csv', title: '3 people as CSV', size: PEOPLE.length });
    expect(answer).toContain('people.csv is being put with your files');
    expect(files.shown).toMatchObject([{ to: 'ada', text: expect.stringContaining('Hedy Lamarr') }]);
  });

  test('is handed over once, however often they agree', async () => {
    const { files, office } = await asking();
    await office.types('ada', CSV);
    await office.handsOver();
    const accept = files.offers[0]?.accept ?? '';
    await office.answersOffer('ada', accept, { place: 'here' });

    const second = replyText(await office.answersOffer('ada', accept, { place: 'there' }));
    await office.handsOver();

    expect(second).toContain('This offer of a file is over');
    expect(files.shown).toHaveLength(1);
  });

  test('is not for anybody else who gets hold of the card', async () => {
    const { files, office } = await asking();
    await office.types('ada', CSV);
    await office.handsOver();

    const said = replyText(await office.answersOffer('grace', files.offers[0]?.accept ?? '', { place: 'grace’s' }));
    await office.handsOver();

    expect(said).toContain('This file is for somebody else');
    expect(files.shown).toEqual([]);
  });

  test('is nowhere when it was declined', async () => {
    const { files, office } = await asking();
    await office.types('ada', CSV);
    await office.handsOver();

    const said = replyText(await office.answersOffer('ada', files.offers[0]?.decline ?? '', {}));
    const late = replyText(await office.answersOffer('ada', files.offers[0]?.accept ?? '', { place: 'here' }));
    office.clock.advance({ hours: 25 });
    await office.handsOver();

    expect(said).toContain('people.csv was not stored anywhere');
    expect(late).toContain('This offer of a file is over');
    expect(files.shown).toEqual([]);
  });

  test('is offered for a day', async () => {
    const { files, office } = await asking();
    await office.types('ada', CSV);
    await office.handsOver();
    office.clock.advance({ hours: 25 });

    const said = replyText(await office.answersOffer('ada', files.offers[0]?.accept ?? '', { place: 'here' }));
    await office.handsOver();

    expect(said).toContain('This offer of a file is over');
    expect(files.shown).toEqual([]);
  });

  test('is not offered twice when nobody knows whether the offer arrived', async () => {
    const { files, office } = await asking();
    files.failNext('offer', { ...LOST, arrives: true });
    await office.types('ada', CSV);

    await office.handsOver();
    await office.answersOffer('ada', files.offers[0]?.accept ?? '', { place: 'here' });
    await office.handsOver();

    expect([files.offers.length, files.shown.length]).toEqual([1, 1]);
  });

  test('is told with its address where it is stored and its message was not taken', async () => {
    const { files, office } = await asking();
    files.losesMessages('https://files.example/people.csv');
    await office.types('ada', CSV);
    await office.handsOver();
    await office.answersOffer('ada', files.offers[0]?.accept ?? '', { place: 'here' });

    await office.handsOver();

    const told = (await office.lastNotice(office.ada, 'ada')).view;
    expect(viewText(told)).toContain('people.csv is with your files');
    expect(told.actions).toEqual([{ kind: 'open', label: 'Open it', href: 'https://files.example/people.csv' }]);
  });

  test('whose place is not open any more is told as that', async () => {
    const { files, office } = await asking();
    files.failNext('hand', { kind: 'refused', reason: 'place-gone' });
    await office.types('ada', CSV);
    await office.handsOver();
    await office.answersOffer('ada', files.offers[0]?.accept ?? '', { place: 'here' });

    await office.handsOver();

    expect(viewText((await office.lastNotice(office.ada, 'ada')).view)).toContain('is not open any more');
  });
});
