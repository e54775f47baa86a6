import type { ReadingFirm } from './reading-firm.ts';

/** Everything the CRM knows about these addresses, without ids, so that two firms can be compared. */
export async function snapshotOf({ run, admin }: ReadingFirm, addresses: readonly string[]) {
  return await run(async ({ crm, members }) => {
    const names = new Map((await members.list()).map(({ id, fullName }) => [id, fullName]));
    const people: unknown[] = [];
    for (const address of addresses.toSorted()) {
      const [person] = await crm.people(admin.id, { kind: 'address', address }, 1);
      if (person === undefined) continue;
      const connections = (await crm.connections([person.id])).filter(({ state }) => state.sent + state.received > 0);
      const contacts = await crm.contacts(address, 1_000);
      people.push({
        address,
        name: person.name,
        organization: person.organization,
        connections: connections
          .map(({ memberId, mailboxClass, state }) => ({
            member: names.get(memberId),
            mailboxClass,
            ...state,
            outgoing: rounded(state.outgoing),
            incoming: rounded(state.incoming),
            asOf: String(state.asOf),
            firstAt: String(state.firstAt),
            lastAt: String(state.lastAt),
          }))
          .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
        contacts: contacts
          .map(({ occurredAt, participants, copies }) => ({
            occurredAt: String(occurredAt),
            participants: participants.map(({ field, kind }) => `${field} ${kind}`).toSorted(),
            copies: copies.map(({ providerId }) => providerId).toSorted(),
          }))
          .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
      });
    }
    const { interactions, connections, messages } = await crm.counts();
    return { people, interactions, connections, messages };
  });
}

/** Sums of the same weights in another order differ in their last digits. */
function rounded(value: number): string {
  return value.toPrecision(10);
}
