import type { BrowserContext } from 'playwright-core';
import { DOMAIN } from './office-mail.ts';
import { openOffice } from './office.ts';
import { freePort, startPlayground } from './playground.ts';
import { PLAYGROUND_TENANT } from './playground-settings.ts';
import { actor, formOf, INVITE, PEOPLE, type Actor } from './story.ts';
import { takeSupportPictures } from './take-teams-support.ts';
import { startTeamsBot } from './teams-bot.ts';
import { take, types, type Desk } from './teams-desk.ts';

const TOMAS = '00000000-0000-0000-0000-000000000020';

/** One person in the real client: Tomas, who invites a colleague of his own and approves what Clara asks for. */
export async function takeTeamsPictures(context: BrowserContext, folder: URL): Promise<void> {
  const office = await openOffice({ surface: 'teams', workspace: PLAYGROUND_TENANT });
  const tomas = await actor(office, TOMAS, {
    ...PEOPLE.tomas,
    role: 'admin',
    grants: ['approver', 'support'],
  });
  const clara = await actor(office, 'clara', PEOPLE.clara);
  const port = await freePort();
  await using bot = await startTeamsBot(office, port);
  await using playground = await startPlayground(bot.endpoint, port, { ...PEOPLE.tomas, objectId: TOMAS });
  const page = await context.newPage();
  // Higher than the tallest card, because the client’s own bars would lie over it otherwise.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await page.goto(playground.url);
  const desk: Desk = { page, folder, office, bot, tomas };
  await page.getByRole('textbox').waitFor();
  await invites(desk);
  await approves(desk, clara);
  await readsTheAnswers(desk);
  await takeSupportPictures(desk, clara);
  await page.close();
}

async function invites(desk: Desk): Promise<void> {
  const { page, office, bot, tomas } = desk;
  await types(page, '/seat invite');
  const form = await take(desk, 'teams-invite-form', {
    texts: ['Invite a colleague', 'E-mail', 'Full name'],
    buttons: [/^Check/u],
  });
  await form.getByLabel('Full name').fill('Jana Novotna');
  await form.getByLabel('E-mail').fill(`jana.novotna@${DOMAIN}`);
  await form.getByRole('combobox', { name: /colleagues see/u }).click();
  await page.getByRole('option', { name: /^Share subjects only/u }).click();
  await form.getByRole('button', { name: /^Check/u }).click();
  await take(desk, 'teams-checking', { texts: ['Jana Novotna'], buttons: [/status/u] });
  await office.works();
  await bot.delivers(await tomas.notices());
  const price = await take(desk, 'teams-price-card', {
    texts: ['No free seat', 'EUR 150.16'],
    buttons: [/^Review EUR 150\.16$/u],
  });
  await price.getByRole('button', { name: /^Review/u }).click();
  const agreement = await take(desk, 'teams-acknowledgement', {
    texts: ['I agree'],
    buttons: [/^Acknowledge EUR 150\.16$/u],
  });
  await agreement.getByRole('checkbox').check();
  await agreement.getByRole('button', { name: /^Acknowledge/u }).click();
  await take(desk, 'teams-request-sent', { texts: ['was sent'], buttons: [/^Cancel/u] });
}

async function approves(desk: Desk, clara: Actor): Promise<void> {
  const { office, bot, tomas } = desk;
  await clara.types(INVITE);
  await office.works();
  const form = formOf(await clara.presses(await clara.isTold(/^No free seat/u), /^Review/u));
  await clara.submits(form, { agreed: true });
  await bot.delivers(await tomas.notices());
  const card = await take(desk, 'teams-approval-card', {
    texts: ['waits for approval', 'Clara Whitfield', 'EUR 150.16'],
    buttons: [/^Approve EUR 150\.16 until 31 Mar 2026$/u, /^Reject$/u],
  });
  await card.getByRole('button', { name: /^Approve/u }).click();
  await take(desk, 'teams-decided', { texts: ['is approved', 'EUR 120.13'], buttons: [/requests/u] });
  await bot.delivers(await tomas.notices());
  await take(desk, 'teams-approval-card-approved', { texts: ['Approved by', 'Tomas Aguilar'], buttons: [] });
}

/** With a seat left over the next colleague costs nothing; their mailbox is read, and Tomas looks at what that brought. */
async function readsTheAnswers(desk: Desk): Promise<void> {
  const { page, office, bot, tomas } = desk;
  await office.works();
  await types(page, `/seat invite matteo.ferraro@${DOMAIN} Matteo Ferraro privacy:share-subjects`);
  await page.getByText('Checking the mailbox of Matteo Ferraro').last().waitFor();
  await office.works();
  await bot.delivers(await tomas.notices());
  await take(desk, 'teams-free-seat', { texts: ['Matteo Ferraro has a', 'EUR 0.00'], buttons: [/^Show Matteo/u] });
  await take(desk, 'teams-completion', {
    texts: ['Reading the mailbox of Matteo', 'is complete'],
    buttons: [/^Show Matteo/u],
  });
  await types(page, '/seat list');
  await take(desk, 'teams-list', { texts: ['5 people', 'Matteo Ferraro'], buttons: [/^Invite/u] });
  await types(page, '/seat who adler-shipping.example');
  await take(desk, 'teams-who', { texts: ['Who knows', 'Matteo Ferraro'], buttons: [] });
}
