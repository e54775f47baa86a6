import { carriedOut, NORA } from './removal-scenes.ts';
import { formOf, type Actor } from './story.ts';
import { take, types, type Desk } from './teams-desk.ts';

/** Tomas handles support as well: he looks at what leaving means, and takes a removal from its card to its end. */
export async function takeSupportPictures(desk: Desk, clara: Actor): Promise<void> {
  const { page, office } = desk;
  await office.employs('nora', NORA);
  await types(page, '/seat deactivate Matteo Ferraro');
  const card = await take(desk, 'teams-deactivate-card', {
    texts: ['What happens if Matteo Ferraro leaves', 'Deactivated', 'Removed'],
    buttons: [/^Deactivate Matteo/u, /removal/u],
  });
  await card.getByRole('button', { name: /^Deactivate Matteo/u }).click();
  await take(desk, 'teams-deactivate-consent', {
    texts: ['I agree that Matteo Ferraro is deactivated now'],
    buttons: [/^Deactivate Matteo/u],
  });
  await types(page, `/seat remove ${NORA.address}`);
  await take(desk, 'teams-remove-form', {
    texts: ['Remove somebody', 'Full name', 'All e-mail addresses', 'Ticket'],
    buttons: [/^Ask/u],
  });
  await asksForRemoval(clara);
  await handlesRemoval(desk);
}

async function asksForRemoval(clara: Actor): Promise<void> {
  const form = formOf(await clara.types(`/seat remove ${NORA.address}`));
  await clara.submits(form, {
    fullName: NORA.fullName,
    addresses: NORA.address,
    reason: 'They left and asked for it.',
    ticket: '',
  });
}

async function handlesRemoval(desk: Desk): Promise<void> {
  const { office, bot, tomas } = desk;
  await bot.delivers(await tomas.notices());
  const asked = await take(desk, 'teams-removal-card', {
    texts: ['waits for support', 'Clara Whitfield', 'due by'],
    buttons: [/^Assign to me$/u, /^Reject$/u],
  });
  await asked.getByRole('button', { name: /^Assign to me$/u }).click();
  await bot.delivers(await tomas.notices());
  const taken = await take(desk, 'teams-removal-assigned', {
    texts: ['is being looked at'],
    buttons: [/^Set a day$/u],
  });
  await taken.getByRole('button', { name: /^Set a day$/u }).click();
  const day = await take(desk, 'teams-removal-day', { texts: ['I agree that', 'Day'], buttons: [/^Agree$/u] });
  await day.getByRole('textbox', { name: 'Day' }).fill('2026-03-15');
  await day.getByRole('checkbox').check();
  await day.getByRole('button', { name: /^Agree$/u }).click();
  await bot.delivers(await tomas.notices());
  await take(desk, 'teams-removal-scheduled', {
    // The answer to the click says that it is scheduled, too, and may come after the card.
    texts: ['Carried out on', 'is scheduled'],
    buttons: [/^Set another day$/u],
  });
  await carriedOut(office);
  await bot.delivers(await tomas.notices());
  await take(desk, 'teams-removal-complete', { texts: ['is complete', 'Certificate'], buttons: [/certificate/u] });
}
