import { describe, expect, test } from 'vitest';
import { replyText } from '../core/commands/reply-text.ts';
import { anEnterprise } from './enterprise.ts';

/** Everybody manages users; Sam and Eva, the Enterprise Admin, have a seat. */
async function extended() {
  const office = await anEnterprise({ userManagers: 'standard' });
  const max = await office.member('max', 'Max Muster');
  for (const member of [office.sam, office.eva]) await office.seated(member);
  return { ...office, max };
}

describe('a Standard member to whom user management is extended', () => {
  test('sees and sets the level of a colleague', async () => {
    const office = await extended();

    const shown = replyText(await office.types('max', '/seat show sam@acme.example'));
    const form = await office.types('max', '/seat privacy sam@acme.example participants');
    await office.submits('max', form, { agreed: true });

    expect(shown).toContain('Sync Only, active');
    expect(await office.seatOf(office.sam)).toMatchObject({ privacy: 'participants-only' });
  });

  test('does not set the level of somebody above them', async () => {
    const office = await extended();

    const refused = replyText(await office.types('max', '/seat privacy eva@acme.example participants'));

    expect(refused).toContain('roles are hierarchical');
    expect(await office.seatOf(office.eva)).toMatchObject({ privacy: 'share-subjects' });
  });
});
