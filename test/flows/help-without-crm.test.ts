import { describe, expect, test } from 'vitest';
import type { PolicyRow } from '../../core/people/authority.ts';
import { POLICY } from '../../core/people/policy.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';

const MARKED = new Set(
  Object.entries<PolicyRow>(POLICY).flatMap(([name, { opensCrm }]) => (opensCrm === true ? [name] : [])),
);

/** Sam feeds the CRM by a Sync Only seat; Ada opens it by a Full Access seat. */
async function twoSeats() {
  const office = await anEnterprise({ tier: 'scale' });
  await office.seated(office.sam);
  await office.seated(office.ada, { seatType: 'full-access' });
  const says = async (user: string, text: string) => replyText(await office.types(user, text));
  return { ...office, says };
}

describe('somebody with a Sync Only seat', () => {
  test('is offered by help what they may do, and nothing that opens the CRM', async () => {
    const { says } = await twoSeats();

    const sams = await says('sam', 'help');
    const adas = `${await says('ada', 'help')}${await says('ada', 'help insight')}`;

    expect(sams).toContain('status');
    expect(sams).toContain('pause');
    expect(sams).not.toMatch(/Who knows whom|\bwho\b|organizations|lists|notes|apikey new/u);
    expect(adas).toMatch(/Who knows whom: .*\bwho\b.*organizations.*lists/u);
  });

  test('is told by help and why that a command opens the CRM, and who can change that', async () => {
    const { says } = await twoSeats();

    const help = await says('sam', 'help who');
    const why = await says('sam', 'why who');

    expect(help).toContain('everyone in the account who may open the CRM, which a Sync Only seat does not; not you');
    expect(help).not.toContain('[Run who]');
    expect(why).toContain('A Sync Only seat feeds the CRM and does not open it.');
    expect(await says('ada', 'why who')).toContain('Nothing stands in the way');
  });

  test('is refused the CRM by exactly the commands that are marked to open it', async () => {
    const { says, signatures } = await twoSeats();

    for (const { name, example, reach } of signatures.filter((one) => one.reach === 'typed')) {
      const [, ...words] = example.split(' ');
      const isRefused = (await says('sam', words.join(' '))).includes('no CRM access');
      expect([name, reach, isRefused]).toEqual([name, reach, MARKED.has(name)]);
    }
  });
});
