import { describe, expect, test } from 'vitest';
import { createAccount } from '../../../core/commands/account.ts';
import { createClaim } from '../../../core/commands/claim.ts';
import type { Reply } from '../../../core/commands/reply.ts';
import type { PlatformUser } from '../../../core/commands/inbound.ts';
import { claimFirstAdmin } from '../../../core/people/claim-first-admin.ts';
import { anInbound } from '../../builders/chat.ts';
import { aPlatformUser } from '../../builders/people.ts';
import { aSetupWorld, OPERATOR, shown } from '../accounts/setup-world.ts';

describe('the code of the first administrator', () => {
  test('links whoever types it, once, and says what comes next', async () => {
    const { world, code, claim, byron } = await aPrintedCode();
    const user = aPlatformUser();

    const reply = await claim(user, `/seat claim ${code}`);

    expect(textOf(reply)).toContain('You are linked as Ada Byron');
    expect(textOf(reply)).toContain('[Show setup]');
    expect(await world.read(({ identities }) => identities.of(user))).toMatchObject({
      memberId: byron.id,
      proof: 'first-admin',
    });
    expect((await world.records()).at(-1)).toMatchObject({
      kind: 'identity.linked',
      subject: { kind: 'member', id: byron.id },
      facts: { surface: user.surface, proof: 'first-admin', identity: expect.any(String) },
    });
  });

  test('answers the same to a wrong, a used, an expired and a missing code', async () => {
    const first = await aPrintedCode();
    const used = await aPrintedCode();
    await used.claim(aPlatformUser(), `claim ${used.code}`);
    const expired = await aPrintedCode();
    expired.world.wait({ hours: 24 });
    const other = first.world.deps.ids.next('action');
    await first.world.read(({ actions }) =>
      actions.add([
        {
          id: other,
          accountId: first.byron.accountId,
          call: { command: 'approve', args: { member: first.byron.id } },
          expiresAt: first.world.deps.clock.now().add({ hours: 1 }),
        },
      ]),
    );

    const answers = await Promise.all([
      first.claim(aPlatformUser(), 'claim 0198a5c0-0000-7000-8000-0000000000ab'),
      first.claim(aPlatformUser(), 'claim nonsense'),
      first.claim(aPlatformUser(), 'claim'),
      first.claim(aPlatformUser(), `claim ${other}`),
      used.claim(aPlatformUser(), `claim ${used.code}`),
      expired.claim(aPlatformUser(), `claim ${expired.code}`),
    ]);

    expect(new Set(answers.map(textOf)).size).toBe(1);
    expect(textOf(answers[0])).toContain('This code cannot be used');
  });

  test('links one of two people who type it at the same moment', async () => {
    const { world, code, claim, byron } = await aPrintedCode();

    const replies = await Promise.all([1, 2, 3].map(() => claim(aPlatformUser(), `claim ${code}`)));

    expect(replies.filter((reply) => textOf(reply).includes('You are linked'))).toHaveLength(1);
    expect(await world.read(({ identities }) => identities.ofMember(byron.id))).toHaveLength(1);
  });

  test('is nothing to a person who asks for something else', async () => {
    const { claim } = await aPrintedCode();

    expect(await claim(aPlatformUser(), '/seat setup')).toBeUndefined();
    expect(await claim(aPlatformUser(), '')).toBeUndefined();
  });

  test('is not needed by somebody who is known', async () => {
    const { world, code } = await aPrintedCode();

    const text = shown(await world.say(world.adaInChat, `claim ${code}`));

    expect(text).toContain('You are known here already');
    expect(text).toContain('none was used');
  });
});

async function aPrintedCode() {
  const world = await aSetupWorld((deps) => [...createAccount(deps), createClaim()]);
  const printed = shown(
    await world.say(
      OPERATOR,
      'account create Acme tier:scale full-access-seats:1 admin:b@acme.example admin-name:"Ada Byron"',
    ),
  );
  const byron = await world.read(({ members }) => members.byAddress('b@acme.example'));
  const code = /claim ([0-9a-f-]{36})/.exec(printed)?.[1];
  if (byron === undefined || code === undefined) throw new Error(printed);
  const claim = (from: PlatformUser, text: string): Promise<Reply | undefined> =>
    world.read((stores) =>
      claimFirstAdmin(world.deps, stores, { inbound: anInbound({ from, ask: { kind: 'typed', text } }) }),
    );
  return { world, code, byron, claim };
}

function textOf(reply: Reply | undefined): string {
  if (reply?.kind !== 'private') throw new Error(`Not a private answer: ${reply?.kind}`);
  return shown(reply);
}
