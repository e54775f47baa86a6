import { expect, test } from 'vitest';
import { tellStuck } from '../../core/approvals/tell-stuck.ts';
import { anOffice } from './office.ts';

test('whoever loses a right waits for one look at the members, however many requests are open', async () => {
  const office = await anOffice();
  for (let times = 0; times < 3; times += 1)
    await office.submits('ada', await office.types('ada', 'buy 5'), { agreed: true });
  let looks = 0;

  await office.inAccount(async (stores) => {
    const list = async () => {
      looks += 1;
      return await stores.members.list();
    };
    await tellStuck(office.deps, { ...stores, members: { ...stores.members, list } });
  });

  expect(looks).toBe(1);
});
