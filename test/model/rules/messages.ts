import type { Stores } from '../../../core/transaction.ts';
import type { FakeMessage } from '../../fakes/fake-chat-gateway.ts';
import type { Rule } from './rule.ts';

/** What somebody who has left is still told: how they left. */
const OWN = /^departure-/u;

/** Nothing is told twice, and whoever had left before is told nothing that is not about their leaving. */
export const messagesAreTheirs: Rule = async (stores, { seen, arrived }) => {
  const keys = arrived.map(({ key }) => key);
  const fresh = arrived.filter(({ key }) => !seen.arrived.has(key));
  return [
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${key} is told twice`),
    ...(await Promise.all(
      fresh.map(async ({ to, key }) => {
        const member = await personAt(stores, to);
        // Another version is somebody who came back and left again in between.
        const hadLeft = member !== undefined && seen.gone.get(member.id) === member.version;
        return hadLeft && !OWN.test(key) ? `${member.fullName}, who is ${member.standing}, is told ${key}` : '';
      }),
    )),
  ];
};

async function personAt({ members, identities }: Stores, to: FakeMessage['to']) {
  if (to.kind !== 'user') return undefined;
  if (to.surface === 'email') return await members.byAddress(to.user);
  const identity = await identities.of(to);
  return identity && (await members.get(identity.memberId));
}
