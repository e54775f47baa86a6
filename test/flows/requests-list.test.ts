import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, type Office } from './office.ts';

describe('the list of requests', () => {
  test('goes back page by page to the first one', async () => {
    const office = await anOffice();
    await asksFor(office, 17);

    const newest = await office.types('ada', 'requests mine');
    if (newest.kind !== 'private') throw new Error(newest.kind);
    const earlier = await office.presses('ada', newest.view, 'Earlier');
    if (earlier.kind !== 'private') throw new Error(earlier.kind);

    expect(newest.view.title).toBe('Requests 17 to 3');
    expect(earlier.view.title).toBe('Requests 2 to 1');
    expect(earlier.view.actions.map(({ label }) => label)).not.toContain('Earlier');
  });

  test.each(['requests', 'requests waiting'])('goes back to the oldest that is open, too: %s', async (words) => {
    const office = await anOffice();
    await asksFor(office, 17);

    const newest = await office.types('grace', words);
    if (newest.kind !== 'private') throw new Error(newest.kind);
    const earlier = await office.presses('grace', newest.view, 'Earlier');
    if (earlier.kind !== 'private') throw new Error(earlier.kind);

    expect(newest.view.title).toBe('17 requests');
    expect(earlier.view.title).toBe('Requests 2 to 1');
    expect(earlier.view.actions.map(({ label }) => label)).toEqual(['Decide on 2', 'Decide on 1']);
  });

  test('counts them where all fit', async () => {
    const office = await anOffice();
    await asksFor(office, 2);

    expect(replyText(await office.types('ada', 'requests all'))).toContain('2 requests');
    expect(replyText(await office.types('grace', 'requests'))).toContain('2 requests');
  });

  test('goes on where none of those that were looked at is theirs to see', async () => {
    const office = await anOffice();
    await office.member('eve', 'Eve Moneypenny');
    await asksFor(office, 201);

    const reply = await office.types('eve', 'requests all');
    if (reply.kind !== 'private') throw new Error(reply.kind);

    expect(replyText(reply)).toContain('None of the requests that were looked at is yours to see.');
    expect(reply.view.actions.map(({ label }) => label)).toEqual(['Earlier']);
  });
});

async function asksFor(office: Office, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const form = await office.types('ada', 'buy 5');
    await office.submits('ada', form, { agreed: true });
  }
}
