import { expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { aRemovalOffice } from './removal-office.ts';
import { viewText } from './world.ts';

test('somebody whose setup fails is led to support, who see what is missing and what was written', async () => {
  const office = await aRemovalOffice();
  await office.inAccount(async ({ credentials }) => {
    const [credential] = await credentials.list();
    if (credential === undefined) throw new Error('There is no credential');
    const health = { kind: 'unchecked' } as const;
    await credentials.replace(credential, { ...credential, health, version: credential.version + 1 });
  });
  const blocked = await office.types('ada', '/seat invite new@acme.example New Person privacy:subjects');
  if (blocked.kind !== 'private') throw new Error(blocked.kind);

  const form = await office.presses('ada', blocked.view, 'Ask support');
  const sent = await office.submits('ada', form, { text: 'Google says unauthorized_client.' });

  expect(replyText(sent)).toContain('Support has your message');
  for (const [who, user] of [
    [office.sam, 'sam'],
    [office.sue, 'sue'],
  ] as const) {
    const told = viewText((await office.lastNotice(who, user)).view);
    expect(told).toContain('Ada Lovelace asks support for help');
    expect(told).toContain('Google says unauthorized_client.');
    expect(told).toMatch(/Setup, mailbox access: +(?:missing|waiting)/u);
  }
});

test('a message to a support that nobody is in is not sent, and says who can mend that', async () => {
  const office = await aRemovalOffice();
  await office.inAccount(async ({ members }) => {
    for (const one of [office.sam, office.sue]) await members.replace(one, { ...one, grants: [], version: 2 });
  });

  expect(replyText(await office.types('eve', '/seat support It does not work'))).toContain('channels support here');
});
