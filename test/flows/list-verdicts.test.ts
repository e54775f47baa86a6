import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { previewed } from './list-office.ts';
import { anOffice } from './office.ts';
import { viewText } from './world.ts';

describe('several addresses typed at once', () => {
  test('are a list, their names taken from the addresses and said so', async () => {
    const office = await anOffice();

    const reply = await office.types(
      'ada',
      '/seat invite linus.torvald@acme.example, mary@acme.example privacy:subjects',
    );

    expect(replyText(reply)).toContain('2 people: 2 can be invited, 0 cannot');
    expect(replyText(reply)).toMatch(/Linus Torvald.*The name was taken from the address/u);
  });

  test('with names keep them', async () => {
    const office = await anOffice();

    const reply = await office.types(
      'ada',
      '/seat invite linus@acme.example Linus Torvald, Mary Jackson <mary@acme.example> privacy:subjects',
    );

    expect(replyText(reply)).toMatch(/Linus Torvald.*linus@acme\.example.*\n.*Mary Jackson.*mary@acme\.example/u);
  });

  test('without a privacy level open the form, filled in', async () => {
    const office = await anOffice();

    const reply = await office.types('ada', '/seat invite linus@acme.example, mary@acme.example');
    const preview = await office.submits('ada', reply, {
      people: 'linus@acme.example\nmary@acme.example',
      seatType: 'sync-only',
      privacy: 'participants-only',
    });

    expect(reply.kind === 'form' && reply.form.inputs.find(({ name }) => name === 'people')).toMatchObject({
      initial: 'linus@acme.example, mary@acme.example',
    });
    expect(replyText(preview)).toContain('2 people: 2 can be invited');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['Name,Shoe size\nAda,43', 'The header names no column for E-mail. Use the header line Full name,E-mail'],
    ['Name,E-mail\n"Ada,ada@acme.example', 'Line 2: a quote is opened'],
    ['Name,E-mail\n', 'There is a header and nobody below it'],
    ['Name,E-mail,Mail\nAda,a@acme.example,b@acme.example', 'Two columns mean the same: E-mail and Mail'],
  ])('is refused on the field, with the way out', async (people, sentence) => {
    const office = await anOffice();
    const form = await office.types('ada', 'invite csv');

    const reply = await office.submits('ada', form, { people, seatType: 'sync-only', privacy: 'participants-only' });

    expect(reply.kind === 'fields' && reply.errors['people']).toContain(sentence);
  });

  test('stays in the list with its line when it is one row only', async () => {
    const office = await anOffice();

    const preview = await previewed(
      office,
      [
        'Name,E-mail,Seat type,Privacy,Team',
        'A,a@acme.example,,,',
        'Bob Smith,not an address,,,',
        'Carl Smith,carl@acme.example,collaborator,,',
        'Dora Smith,dora@acme.example,,secret,',
        'Emil Smith,emil@acme.example,,,Sales',
        'Ada Lovelace,ada@acme.example,,,',
        'Fred, Smith,fred@acme.example,,,Sales',
        'Gina Smith,gina@acme.example,,,',
      ].join('\n'),
    );

    const text = viewText(preview);
    expect(text).toContain('8 people: 1 can be invited, 7 cannot');
    for (const reason of [
      'Full name: The full name is too short',
      'E-mail: Not an e-mail address',
      'Seat type: Choose',
      'Privacy: Choose share-all',
      'Team: Teams are part of the Enterprise tier',
      'E-mail: Ada Lovelace is here already',
      'Full name: The row has 6 values and the header names 5',
    ])
      expect(text).toContain(reason);
  });
});
