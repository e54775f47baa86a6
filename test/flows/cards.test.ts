import { describe, expect, test } from 'vitest';
import type { Notice } from '../../core/outbox/notice.ts';
import { aChannel } from '../builders/account.ts';
import { ACME, ids } from '../builders/ids.ts';
import { replyText } from '../core/commands/reply-text.ts';
import { anOffice, askedFor, INVITE, theRequest, type Office } from './office.ts';
import { viewText } from './world.ts';

/** Grace is known on another platform too, and approvals also go to a channel. */
async function anOfficeOnTwoPlatforms() {
  const office = await anOffice();
  const user = { surface: 'other-chat', workspace: 'tenant', user: 'grace-there' };
  await office.inAccount(async ({ identities, channels }) => {
    await identities.link({
      id: ids.next('identity'),
      accountId: ACME,
      memberId: office.grace.id,
      user,
      proof: 'operator',
      linkedAt: office.clock.now(),
    });
    await channels.set(aChannel({ channel: 'C-approvals' }));
  });
  await askedFor(office, INVITE);
  return office;
}

async function cards(office: Office): Promise<readonly Notice[]> {
  const { id } = await theRequest(office);
  return await office.inAccount(({ notices }) => notices.ofSubject(`request:${id}`));
}

async function placed(office: Office, place: string): Promise<Notice> {
  const card = (await cards(office)).find(({ key }) => key.endsWith(`:${place}`));
  if (card === undefined) throw new Error(`There is no card for ${place}`);
  return card;
}

describe('the card of a request', () => {
  test('is on each platform of each approver and in the channel, once each', async () => {
    const office = await anOfficeOnTwoPlatforms();
    const { id } = await theRequest(office);

    expect((await cards(office)).map(({ key }) => key.replace(`request:${id}:`, '')).toSorted()).toEqual([
      'chat:acme:C-approvals',
      'chat:acme:barbara',
      'chat:acme:grace',
      'other-chat:tenant:grace-there',
    ]);
  });

  test('names the amount and the last day it covers on its button', async () => {
    const office = await anOfficeOnTwoPlatforms();

    for (const { view } of await cards(office))
      expect(view.actions.map(({ label }) => label)).toContain('Approve EUR 150.16 until 31 Mar 2026');
  });

  test('pressed in the channel is decided there, and every copy says by whom without a button', async () => {
    const office = await anOfficeOnTwoPlatforms();
    const channel = await placed(office, 'C-approvals');

    const reply = await office.presses('grace', channel.view, /^Approve EUR/u);

    expect(replyText(reply)).toContain('is approved');
    for (const { view, wanted } of await cards(office)) {
      expect(viewText(view)).toContain('Approved by Grace Hopper on');
      expect(view.actions).toEqual([]);
      expect(wanted).toBe(2);
    }
  });

  test('pressed by somebody who was not asked is answered to them alone and stays as it is', async () => {
    const office = await anOfficeOnTwoPlatforms();
    await office.member('eve', 'Eve Moneypenny');
    const channel = await placed(office, 'C-approvals');

    const reply = await office.presses('eve', channel.view, /^Approve EUR/u);

    expect(reply.kind).toBe('private');
    expect(replyText(reply)).toContain('You are not an approver of this request');
    expect((await cards(office)).map(({ wanted }) => wanted)).toEqual([1, 1, 1, 1]);
  });

  test('decided on one platform cannot be decided on the other', async () => {
    const office = await anOfficeOnTwoPlatforms();
    const there = await placed(office, 'grace-there');
    await office.presses('grace', (await placed(office, 'grace')).view, /^Approve EUR/u);

    const late = await office.presses('barbara', there.view, /^Approve EUR/u);

    expect(replyText(late)).toContain('approved already by Grace Hopper');
    expect(await office.inAccount(({ charges }) => charges.list())).toHaveLength(2);
  });

  test('of a cancelled or expired request says so everywhere and has no button left', async () => {
    const cancelled = await anOfficeOnTwoPlatforms();
    await cancelled.presses('ada', await requests(cancelled), /^Cancel/u);
    const expired = await anOfficeOnTwoPlatforms();
    expired.clock.advance({ hours: 24 * 7 });
    await expired.expires((await theRequest(expired)).id);

    for (const { view } of await cards(cancelled)) {
      expect(viewText(view)).toContain('Cancelled by Ada Lovelace');
      expect(view.actions).toEqual([]);
    }
    for (const { view } of await cards(expired)) {
      expect(viewText(view)).toContain('Nobody decided until');
      expect(view.actions).toEqual([]);
    }
  });
});

async function requests(office: Office) {
  const reply = await office.types('ada', 'requests mine');
  if (reply.kind !== 'private') throw new Error(reply.kind);
  return reply.view;
}
