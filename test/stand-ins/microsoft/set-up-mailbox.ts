import { createManualClock } from '../clock/scaled-clock.ts';
import type { ManualClock } from '../clock/scaled-clock.ts';
import { composeMail } from '../corpus/compose-mail.ts';
import type { Mail } from '../corpus/corpus-message.ts';
import { demoFirm, personAt } from '../corpus/demo-firm.ts';
import { createMailbox } from '../corpus/mailbox.ts';
import type { Mailbox } from '../corpus/mailbox.ts';
import { graphGet } from './graph-client.ts';
import type { GraphGet } from './graph-client.ts';
import { startMicrosoft } from './start-microsoft.ts';
import type { MicrosoftOptions, MicrosoftStandIn } from './start-microsoft.ts';

export const SOFIE = 'sofie.lindqvist@linden-europe.example';

export interface GraphWorld extends AsyncDisposable {
  readonly microsoft: MicrosoftStandIn;
  readonly mailbox: Mailbox;
  readonly clock: ManualClock;
  readonly get: GraphGet;
}

/** One mailbox with that many plain messages in its inbox, and nothing between a test and the limits. */
export async function setUpMailbox(messages: number, options: Partial<MicrosoftOptions> = {}): Promise<GraphWorld> {
  const clock = createManualClock(Temporal.Instant.from('2026-11-22T12:00:00Z'));
  const people = demoFirm.people.filter(({ provider }) => provider === 'microsoft');
  const mailboxes = new Map(people.map((person) => [person.primary, createMailbox(person, clock)]));
  const mailbox = mailboxes.get(SOFIE) ?? createMailbox(personAt(demoFirm, SOFIE), clock);
  for (let number = 0; number < messages; number += 1) {
    mailbox.addMessage({ mail: plainMail(number), receivedAt: clock.now().subtract({ minutes: messages - number }) });
  }
  const roles = ['Mail.ReadBasic.All', 'User.Read.All'];
  const microsoft = await startMicrosoft({ firm: demoFirm, mailboxes, clock, roles, ...options });
  microsoft.faults.setLatency({ medianMs: 0, p95Ms: 0 });
  return { microsoft, mailbox, clock, get: await graphGet(microsoft), [Symbol.asyncDispose]: microsoft.stop };
}

export function plainMail(number: number): Mail {
  return composeMail({
    from: { name: 'Ada', address: 'ada@customer.example' },
    to: [{ name: 'Sofie Lindqvist', address: SOFIE }],
    subject: `Message ${number}`,
    messageId: `<${number}@customer.example>`,
    text: 'Confidential',
  });
}
