import { aList, aNote, anApiKey } from '../../builders/records.ts';
import { openFloor, type Colleague, type Floor } from '../floor.ts';
import type { FrontName } from '../fronts/front.ts';
import { letterTo } from '../letter-to.ts';

export const HOME = 'linus@home.example';

/** Linus with a work and a personal mailbox, a letter in each with a note on it, a list, and an API key. */
export async function aLeaver(front: FrontName, rights: Parameters<typeof openFloor>[1] = {}) {
  const floor = await openFloor(front, { seats: 5, ...rights });
  letterTo(floor, 'linus@acme.example', 'margot@adler-shipping.example');
  letterTo(floor, HOME, 'nora@family.example');
  const ada = await floor.hires('ada', { role: rights.account?.tier === 'enterprise' ? 'enterprise-admin' : 'admin' });
  await ada.types('invite linus@acme.example Linus Torvald privacy:subjects');
  await floor.works();
  const linus = await floor.joins('linus');
  await ada.types(`link linus@acme.example ${HOME}`);
  await floor.works();
  await linus.presses(/^Read what/u);
  await linus.fills({ 'I agree': true });
  await floor.works();
  await keepThings(floor, linus);
  return { floor, ada, linus, [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose]() };
}

async function keepThings({ inAccount }: Floor, { member }: Colleague): Promise<void> {
  await inAccount(async ({ lists, apiKeys, crm, notes }) => {
    await lists.add(aList({ ownerId: member.id, name: 'Investors' }));
    await apiKeys.add(anApiKey({ memberId: member.id, integration: 'Warehouse export' }));
    for (const { id } of await crm.contactsOf(member.id, 10))
      await notes.add(aNote({ authorId: member.id, subject: { kind: 'interaction', interactionId: id, people: [] } }));
  });
}

export async function deactivates({ floor, ada }: { readonly floor: Floor; readonly ada: Colleague }): Promise<string> {
  const card = await ada.types('deactivate linus@acme.example');
  await ada.presses(/^Deactivate Linus/u);
  await ada.fills({ 'I agree': true });
  await floor.works();
  return card;
}
