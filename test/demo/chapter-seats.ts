import { cast } from '../local/linden.ts';
import type { Stage } from './cast-on-stage.ts';
import { must } from './narrator.ts';
import { waitFor } from './wait-for.ts';

/** One seat through its whole life: invited in Slack, approved in Teams, read, and told. */
export async function firstSeat({ clara, ines, rasmus, office, narrator }: Stage): Promise<void> {
  narrator.chapter('Clara invites Ines in Slack; her mailbox is looked at before any money');
  await clara.types('/seat invite');
  await clara.fillsIn({
    'Seat type': 'Sync Only',
    'Full name': cast.ines.fullName,
    'E-mail': cast.ines.primary,
    'What colleagues see of their mail and meetings': 'Share subjects only',
    'Mail system': 'Google Workspace',
  });
  const price = await clara.reads(/No free seat for Ines/u);
  must(/minimum quantity/u.test(price.reads), 'the first purchase is raised to five seats, in words', narrator);

  await clara.presses(price, /^Review EUR/u);
  await clara.agrees(/I agree that at most EUR/u);
  const sent = await clara.reads(/Request 1 was sent/u);
  must(/Rasmus Dahl/u.test(sent.reads), 'the request goes out after the box is ticked, to the approver', narrator);

  narrator.chapter('Rasmus approves in Teams');
  const card = await rasmus.reads(/Request 1 waits for approval/u);
  const own = await clara.types('/seat approve 1');
  must(/nobody approves their own/u.test(own), 'Clara cannot approve her own request', narrator);
  const decided = await rasmus.presses(card, /^Approve EUR .* until/u);
  must(/is approved/u.test(decided), 'one press approves, acknowledges and charges', narrator);
  const again = await rasmus.presses(card, /^Approve EUR/u);
  must(/approved already/u.test(again), 'a second press gets a true answer and changes nothing', narrator);
  await clara.reads(/Request 1.*approved/u);

  narrator.chapter('Ines is told before the first read, and once when it is complete');
  await ines.reads(/about to be read/u);
  await ines.reads(/first reading of your mailbox is complete/u);
  await jobsChannel(office.standIns.slack, narrator);
}

/** The message that showed the progress is the one that now says how it ended. */
async function jobsChannel(slack: Stage['office']['standIns']['slack'], narrator: Stage['narrator']): Promise<void> {
  const about = /the mailbox of Ines Okafor/u;
  const posted = async () => (await slack.messagesIn('crm-sync')).filter(({ reads }) => about.test(reads));
  const done = await waitFor('the channel for jobs to say that it is complete', async () =>
    (await posted()).find(({ reads }) => /is complete/u.test(reads)),
  );
  narrator.sees('Everybody in #crm-sync, in Slack', done.text);
  must((await posted()).length === 1, 'progress and completion are one message, edited in place', narrator);
}

/** The four others take the free seats: by alias refused, by mail system, in chat and not in chat. */
export async function otherSeats({ clara, tomas, sofie, jana, office, narrator }: Stage): Promise<void> {
  narrator.chapter('An alias is refused before any money; the primary address is named');
  await clara.types(
    `/seat invite tom@lindenpartners.example "${cast.tomas.fullName}" privacy:subjects mail-system:google`,
  );
  const refused = await clara.reads(/cannot be read/u);
  must(refused.reads.includes(cast.tomas.primary), 'the refusal names the primary address', narrator);

  narrator.chapter('Four free seats, no further charge');
  await clara.types(`/seat invite ${cast.tomas.primary} "${cast.tomas.fullName}" privacy:subjects mail-system:google`);
  await clara.types(
    `/seat invite ${cast.sofie.primary} "${cast.sofie.fullName}" privacy:participants mail-system:microsoft`,
  );
  await clara.types(`/seat invite ${cast.jana.primary} "${cast.jana.fullName}" privacy:subjects mail-system:microsoft`);
  await clara.types(
    `/seat invite ${cast.matteo.primary} "${cast.matteo.fullName}" privacy:subjects mail-system:microsoft`,
  );
  await clara.reads(/A free seat was used, so this costs EUR 0\.00/u);
  await tomas.reads(/first reading of your mailbox is complete/u);
  await sofie.reads(/first reading of your mailbox is complete/u);
  await jana.reads(/first reading of your mailbox is complete/u);
  await mailTo(office.standIns.mail, cast.matteo.primary, narrator);
}

async function mailTo(
  { inbox }: Stage['office']['standIns']['mail'],
  address: string,
  narrator: Stage['narrator'],
): Promise<void> {
  const mail = await waitFor(`${address} getting a mail`, () =>
    inbox.find(
      ({ envelopeTo, parsed }) =>
        envelopeTo.includes(address) && /reading of your mailbox is complete/u.test(parsed.subject ?? ''),
    ),
  );
  narrator.sees(
    `Matteo, by e-mail, because his chat name is not his address`,
    `${mail.parsed.subject ?? ''}\n\n${mail.parsed.text ?? ''}`,
  );
}
