import type { SealedReply } from '../../core/commands/reply.ts';
import type { Member } from '../../core/people/member.ts';
import { ACME } from '../builders/ids.ts';
import { aCopy, aMailPage } from '../builders/mail.ts';
import { aMailbox } from '../builders/mailboxes.ts';
import { anEnterprise, type Enterprise } from './enterprise.ts';
import { viewOf } from './list-office.ts';
import { viewText } from './world.ts';

export const PARTICIPANTS = '/seat defaults apply all privacy:participants-only';

/** Sam, Mary and Dorothy have seats at the level of subjects; of Sam two subjects are stored. */
export async function aCompany(rights: Parameters<typeof anEnterprise>[0] = {}) {
  const office = await anEnterprise(rights);
  const mary = await office.member('mary', 'Mary Jackson');
  const dorothy = await office.member('dorothy', 'Dorothy Vaughan');
  for (const member of [office.sam, mary, dorothy]) await office.seated(member);
  const mailbox = aMailbox({ accountId: ACME, memberId: office.sam.id, address: office.sam.address });
  await office.inAccount(async ({ mailboxes, mail }) => {
    await mailboxes.add(mailbox);
    await mail.keep(aMailPage(mailbox, { copies: [aCopy(mailbox), aCopy(mailbox)] }));
  });
  return { ...office, mary, dorothy };
}

/** So many people with a seat each, beside Eva, Ada and Sam, who have none. */
export async function aCrowd(count: number) {
  const office = await anEnterprise();
  for (let index = 0; index < count; index += 1)
    await office.seated(await office.member(`p${index}`, `Person ${`${index}`.padStart(3, '0')}`));
  return office;
}

export async function levels(office: Enterprise, members: readonly Member[]): Promise<readonly (string | undefined)[]> {
  return await Promise.all(members.map(async (member) => (await office.seatOf(member))?.privacy));
}

/** From the preview through the form to the last person. */
export async function agreed(office: Enterprise, said: string): Promise<SealedReply> {
  const form = await office.presses('eva', viewOf(await office.types('eva', said)), 'Review and agree');
  return await office.submits('eva', form, { agreed: true });
}

export async function result(office: Enterprise): Promise<string> {
  await office.worksOnRounds();
  return viewText((await office.lastNotice(office.eva, 'eva')).view);
}
