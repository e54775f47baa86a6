import { expect, test } from 'vitest';
import { isHeldUp } from '../../core/departures/departure-refused.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';

/** User management is extended to Admins, and Eva becomes the only one left who gives roles. */
async function withTheLast() {
  const office = await anEnterprise({ userManagers: 'admin' });
  const zoe = await office.member('zoe', 'Zoe Zander', { role: 'enterprise-admin' });
  await office.member('sue', 'Sue Support', { grants: ['support'] });
  const asked = await office.types('zoe', 'remove eva@acme.example');
  await office.submits('zoe', asked, { fullName: 'Eva Enders', addresses: 'eva@acme.example', reason: 'Leaves' });
  await office.inAccount(({ members }) => members.replace(zoe, { ...zoe, role: 'admin', version: zoe.version + 1 }));
  return office;
}

test('nobody removes the last one who can give roles, although others manage users', async () => {
  const office = await withTheLast();

  const card = await office.types('sue', 'removal 1');
  if (card.kind !== 'private') throw new Error(replyText(card));
  const taken = await office.presses('sue', card.view, 'Assign to me');
  const assigned = await office.types('sue', 'removal 1');
  if (assigned.kind !== 'private') throw new Error(replyText(taken));
  const form = await office.presses('sue', assigned.view, 'Set a day');

  expect(replyText(form)).toContain('Nobody else can give roles');
  expect(await office.memberNow(office.eva)).toMatchObject({ standing: 'active' });
});

test('nobody deactivates them either, when the day that was chosen has come', async () => {
  const office = await withTheLast();

  const heldUp = await office.inAccount(async (stores) => isHeldUp(stores, await stores.accounts.get(), office.eva));

  expect(heldUp).toMatchObject({ kind: 'last-administrator' });
});
