import { expect, test } from 'vitest';
import { anOffice } from './office.ts';
import { replyText } from '../core/commands/reply-text.ts';

test('help of somebody who may do much names the commands by group, and a press explains a group', async () => {
  const office = await anOffice();

  const overview = await office.types('ada', 'help');
  if (overview.kind !== 'private') throw new Error(overview.kind);
  const seats = await office.presses('ada', overview.view, 'Seats');

  expect(replyText(overview)).toMatch(/Seats: invite, invite csv, matchable, list, deactivate/u);
  expect(replyText(overview)).not.toContain('/seat invite ada@company.example');
  expect(replyText(seats)).toContain('/seat invite ada@company.example');
  expect(replyText(seats)).not.toContain('audit export');
  expect(replyText(await office.types('ada', 'help administration'))).toContain('/seat audit verify');
});
