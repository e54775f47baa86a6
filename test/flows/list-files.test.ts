import { describe, expect, test } from 'vitest';
import type { ChatFileRefused, ChatFiles } from '../../core/bulk/chat-files.ts';
import { err, ok } from '../../core/result.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { progressOf } from './list-office.ts';
import { anOffice, seatStates, type Office } from './office.ts';
import { viewText } from './world.ts';

const TABLE = 'Name,E-mail\nLinus Torvald,linus@acme.example\nEve,eve@other.example\n';

function holding(text: string | Uint8Array): ChatFiles {
  return { read: async () => ok(typeof text === 'string' ? new TextEncoder().encode(text) : text) };
}

async function told(office: Office): Promise<string> {
  return viewText((await office.lastNotice(office.ada, 'ada')).view);
}

describe('a list that is sent as a file', () => {
  test('is fetched by a job, shown row by row, and goes on like any other', async () => {
    const office = await anOffice({ seats: 5, chatFiles: holding(TABLE) });

    const reply = await office.sends('ada', 'F1', 'invite csv privacy:subjects');
    await office.fetchesLists();
    const preview = (await office.lastNotice(office.ada, 'ada')).view;
    await office.presses('ada', preview, 'Check 1 mailbox');
    await office.worksOnLists();

    expect(replyText(reply)).toContain('Your list is being fetched');
    expect(viewText(preview)).toContain('2 people: 1 can be invited, 1 cannot');
    expect(await seatStates(office)).toEqual(['checking']);
    expect(await progressOf(office)).toContain('2 people invited together');
  });

  test('and nothing else asks for what the rows may leave out, and keeps the file', async () => {
    const office = await anOffice({ chatFiles: holding(TABLE) });

    const form = await office.sends('ada', 'F1');
    await office.submits('ada', form, { seatType: 'sync-only', privacy: 'participants-only' });
    await office.fetchesLists();

    expect(form.kind === 'form' && form.form.inputs.map(({ name }) => name)).toEqual([
      'seatType',
      'privacy',
      'trial',
      'until',
    ]);
    expect(await told(office)).toContain('2 people: 1 can be invited');
  });

  test('can be chosen in the form, in the place of people who are pasted', async () => {
    const office = await anOffice({ seats: 5, chatFiles: holding(TABLE) });
    const form = await office.types('ada', 'invite csv');
    const answers = { seatType: 'sync-only', privacy: 'participants-only' };

    const neither = await office.submits('ada', form, answers);
    const both = await office.submits('ada', form, { ...answers, people: 'ada@acme.example', upload: 'F1' });
    const reply = await office.submits('ada', form, { ...answers, upload: 'F1' });
    await office.fetchesLists();

    expect(neither).toEqual({ kind: 'fields', errors: { people: 'Paste the people here, or choose a file.' } });
    expect(both).toEqual({ kind: 'fields', errors: { people: 'There is a file as well. Leave one of them out.' } });
    expect(replyText(reply)).toContain('Your list is being fetched');
    expect(await told(office)).toContain('2 people: 1 can be invited');
  });

  test.each<[ChatFileRefused['kind'], string]>([
    ['gone', 'Send it again'],
    ['not-theirs', 'Somebody else sent this file'],
    ['too-large', 'Split it in parts'],
    ['not-permitted', 'paste the table'],
  ])('and is %s is answered with what to do', async (kind, sentence) => {
    const office = await anOffice({ chatFiles: { read: async () => err({ kind }) } });

    await office.sends('ada', 'F1', 'invite csv privacy:subjects');
    await office.fetchesLists();

    expect(await told(office)).toContain('The list could not be read');
    expect(await told(office)).toContain(sentence);
  });

  test.each([
    ['no text', new Uint8Array([0xff, 0xfe]), 'Save it as CSV UTF-8'],
    ['no list', 'Name,Shoe size\nAda,43', 'The header names no column for E-mail'],
  ])('and holds %s is answered with what to do', async (_, content, sentence) => {
    const office = await anOffice({ chatFiles: holding(content) });

    await office.sends('ada', 'F1', 'invite csv privacy:subjects');
    await office.fetchesLists();

    expect(await told(office)).toContain(sentence);
  });

  test('is asked for again while the chat does not answer, and given up in words when it never does', async () => {
    let asked = 0;
    const chatFiles: ChatFiles = {
      read: async () => {
        asked += 1;
        return err({ kind: 'unavailable', cause: new Error('no answer') });
      },
    };
    const office = await anOffice({ chatFiles });
    await office.sends('ada', 'F1', 'invite csv privacy:subjects');

    await office.fetchesLists();
    office.clock.advance({ seconds: 30 });
    await office.fetchesLists();
    office.clock.advance({ minutes: 30 });
    await office.fetchesLists();
    office.clock.advance({ minutes: 30 });
    await office.fetchesLists();

    expect(asked).toBe(3);
    expect(office.log.lines).toContainEqual({
      level: 'warn',
      event: 'File of a list was not fetched; it is tried again',
      fields: { batchId: expect.any(String), error: new Error('no answer') },
    });
    expect(await told(office)).toContain('did not give it in time');
  });

  test('by somebody who may not invite is not even fetched', async () => {
    let asked = 0;
    const office = await anOffice({
      chatFiles: {
        read: async () => {
          asked += 1;
          return ok(new Uint8Array());
        },
      },
    });

    const reply = await office.sends('grace', 'F1', 'invite csv privacy:subjects');
    await office.fetchesLists();

    expect(replyText(reply)).toContain('You may not run “invite csv”');
    expect(asked).toBe(0);
  });
});
