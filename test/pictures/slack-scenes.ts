import type { SealedForm, SealedView } from '../../core/views/view.ts';
import { DOMAIN } from './office-mail.ts';
import { openOffice } from './office.ts';
import type { Expected } from './picture.ts';
import { removalScenes } from './removal-scenes.ts';
import { actor, actorOf, formOf, INVITE, PEOPLE, viewOf } from './story.ts';

export type Scene = { readonly name: string; readonly expected: Expected } & (
  | { readonly kind: 'message'; readonly view: SealedView; readonly isPrivate: boolean }
  | { readonly kind: 'form'; readonly form: SealedForm }
);

const AMOUNT = /EUR 150\.16/u;

/** The story of one seat, and what each person sees of it. */
export async function slackScenes(): Promise<readonly Scene[]> {
  return [...(await approvedStory()), ...(await rejectedStory()), ...(await beginning()), ...(await removalScenes())];
}

async function openStory() {
  const office = await openOffice({ surface: 'slack', workspace: 'T-LINDEN' });
  const clara = await actor(office, 'U-CLARA', PEOPLE.clara);
  const tomas = await actor(office, 'U-TOMAS', PEOPLE.tomas);
  return { office, clara, tomas };
}

/** Up to the card in the approver’s hands. */
async function askedFor({ office, clara, tomas }: Awaited<ReturnType<typeof openStory>>) {
  const checking = viewOf(await clara.types(INVITE));
  await office.works();
  const price = await clara.isTold(/^No free seat/u);
  const form = formOf(await clara.presses(price, /^Review/u));
  const sent = viewOf(await clara.submits(form, { agreed: true }));
  return { checking, price, form, sent, card: await tomas.isTold(/^Request/u) };
}

async function approvedStory(): Promise<readonly Scene[]> {
  const story = await openStory();
  const { office, clara, tomas } = story;
  const invite = formOf(await clara.types('/seat invite'));
  const { checking, price, form, sent, card } = await askedFor(story);
  const decided = viewOf(await tomas.presses(card, /^Approve/u));
  const outcome = await clara.isTold(/approved/u);
  await office.works();
  const invited = await office.inAccount(({ members }) => members.byAddress(`ines.okafor@${DOMAIN}`));
  if (invited === undefined) throw new Error('Nobody was invited');
  const ines = actorOf(office, 'U-INES', invited);
  return [
    shownForm('slack-invite-form', invite, { texts: ['E-mail', 'Full name', 'Seat type'], buttons: [/^Check/u] }),
    shown('slack-checking', checking, { texts: ['Ines Okafor'], buttons: [/status/u] }),
    told('slack-price-card', price, { texts: [AMOUNT, '5 after'], buttons: [/^Review EUR 150\.16$/u] }),
    shownForm('slack-acknowledgement', form, { texts: ['I agree', AMOUNT], buttons: [/^Acknowledge EUR 150\.16$/u] }),
    shown('slack-request-sent', sent, { texts: ['Tomas Aguilar'], buttons: [/requests/u, /^Cancel/u] }),
    told('slack-approval-card', card, {
      texts: ['Clara Whitfield', AMOUNT],
      buttons: [/^Approve EUR 150\.16 until 31 Mar 2026$/u, /^Reject$/u],
    }),
    shown('slack-decided', decided, { texts: ['approved'], buttons: [] }),
    told('slack-approval-card-approved', await tomas.isTold(/^Request/u), {
      texts: ['Approved by', 'Tomas Aguilar'],
      buttons: [],
    }),
    told('slack-outcome', outcome, { texts: ['EUR'], buttons: [] }),
    shown('slack-list', viewOf(await clara.types('/seat list')), {
      texts: ['Ines Okafor', 'Clara Whitfield'],
      buttons: [/^Invite/u],
    }),
    shown('slack-show', viewOf(await clara.types('/seat show ines.okafor@lindenpartners.example')), {
      texts: ['Ines Okafor'],
      buttons: [],
    }),
    shown('slack-quote', viewOf(await clara.types('/seat quote 3')), { texts: ['EUR'], buttons: [] }),
    shown('slack-requests', viewOf(await clara.types('/seat requests')), { texts: ['request'], buttons: [] }),
    shown('slack-status', viewOf(await clara.types(`/seat status ines.okafor@${DOMAIN}`)), {
      texts: ['Ines Okafor'],
      buttons: [],
    }),
    shown('slack-who', viewOf(await tomas.types('/seat who adler-shipping.example')), {
      texts: ['Ines Okafor'],
      buttons: [],
    }),
    shown('slack-setup', viewOf(await clara.types('/seat setup')), { texts: ['set up'], buttons: [/^Invite/u] }),
    shown('slack-help', viewOf(await tomas.types('/seat help')), { texts: ['approve'], buttons: [] }),
    told('slack-owner-notice', await ines.isTold(/about to be read/u), {
      texts: ['Clara Whitfield'],
      buttons: [/status/u],
    }),
    told('slack-completion', await ines.isTold(/first reading/u), { texts: ['87 read'], buttons: [/status/u] }),
    told('slack-completion-inviter', await clara.isTold(/^Reading the mailbox/u), {
      texts: ['Ines Okafor'],
      buttons: [/^Show/u],
    }),
    shown('slack-typo', viewOf(await clara.types('/seat invit')), { texts: ['invite'], buttons: [] }),
  ];
}

async function rejectedStory(): Promise<readonly Scene[]> {
  const story = await openStory();
  const { clara, tomas } = story;
  const { card } = await askedFor(story);
  const form = formOf(await tomas.presses(card, /^Reject/u));
  await tomas.submits(form, { reason: 'The budget of this quarter is spent' });
  return [
    shownForm('slack-reject-form', form, { texts: ['reason'], buttons: [/^Reject/u] }),
    told('slack-approval-card-rejected', await tomas.isTold(/^Request/u), { texts: ['budget'], buttons: [] }),
    told('slack-outcome-rejected', await clara.isTold(/rejected/u), { texts: ['budget'], buttons: [] }),
  ];
}

async function beginning(): Promise<readonly Scene[]> {
  const office = await openOffice({ surface: 'slack', workspace: 'T-LINDEN' }, { isSetUp: false });
  const clara = await actor(office, 'U-CLARA', { ...PEOPLE.clara, role: 'enterprise-admin' });
  return [
    shown('slack-setup-begun', viewOf(await clara.types('/seat setup')), { texts: ['of 3'], buttons: [/^Connect/u] }),
    shown('slack-setup-google', viewOf(await clara.types('/seat setup google')), { texts: ['Google'], buttons: [] }),
  ];
}

function shown(name: string, view: SealedView, expected: Expected): Scene {
  return { kind: 'message', name, view, isPrivate: true, expected };
}

function told(name: string, view: SealedView, expected: Expected): Scene {
  return { kind: 'message', name, view, isPrivate: false, expected };
}

function shownForm(name: string, form: SealedForm, expected: Expected): Scene {
  return { kind: 'form', name, form, expected };
}
