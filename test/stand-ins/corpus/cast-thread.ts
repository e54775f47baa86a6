import { addressesIn, formatAddress, withAddress } from './address-line.ts';
import type { Address } from './address-line.ts';
import { headerOf, isListMail } from './corpus-message.ts';
import type { CorpusMessage, Mail, MailHeader } from './corpus-message.ts';
import type { Person } from './demo-firm.ts';

/** Who of the firm plays which part in a thread of the corpus. */
export type Casting = {
  readonly owner: Person;
  /** The correspondent whose part the owner takes; undefined where the owner only receives. */
  readonly played: string | undefined;
  /** A second member of the firm: copied in, or (internal) in the part of everybody else. */
  readonly colleague: Person | undefined;
  readonly isInternal: boolean;
  /** A list's member who is not named in To or Cc. */
  readonly isUnnamed: boolean;
};

export type Delivery = { readonly to: Person; readonly mail: Mail; readonly isSent: boolean };

/** The copies that one message of the corpus becomes. */
export function deliveriesOf(message: CorpusMessage, casting: Casting): readonly Delivery[] {
  const { owner, colleague } = casting;
  const mail =
    casting.isInternal && colleague !== undefined ? internal(message, casting, colleague) : external(message, casting);
  const sender = addressesIn(headerOf(mail, 'From'))[0]?.address;
  const readers = colleague === undefined ? [owner] : [owner, colleague];
  return readers.map((to) => {
    const isSent = to.primary === sender;
    return { to, isSent, mail: isSent ? beforeTransit(mail) : mail };
  });
}

const ADDRESSED = /^(from|to|cc|reply-to|sender)$/i;

function external(message: CorpusMessage, { owner, played, colleague, isUnnamed }: Casting): Mail {
  const recast =
    played === undefined
      ? message.headers
      : message.headers.map(({ name, value }) => ({
          name,
          value: ADDRESSED.test(name) ? withAddress(value, played, addressOf(owner)) : value,
        }));
  const isNamed = [...linesOf(recast, /^(from|to|cc)$/i)].some((line) => line.includes(owner.primary));
  const named = isNamed || (isUnnamed && isListMail(message)) ? recast : naming(recast, owner, isListMail(message));
  const isAddressed = named.some(hasRecipients);
  // Mail without recipients reached everybody as a blind copy and stays as it is.
  return rebuilt(message, colleague === undefined || !isAddressed ? named : copying(named, colleague));
}

/** A list keeps its own address in To and gains the owner in Cc; otherwise the owner is the first recipient. */
function naming(headers: readonly MailHeader[], owner: Person, isList: boolean): readonly MailHeader[] {
  if (isList) return copying(headers, owner);
  const line = headers.find(hasRecipients);
  if (line === undefined) return headers;
  const [, ...others] = addressesIn(line.value);
  const value = [addressOf(owner), ...others].map(formatAddress).join(', ');
  return headers.map((header) => (header === line ? { name: line.name, value } : header));
}

function hasRecipients({ name, value }: MailHeader): boolean {
  return /^(to|cc)$/i.test(name) && addressesIn(value).length > 0;
}

function copying(headers: readonly MailHeader[], person: Person): readonly MailHeader[] {
  const address = formatAddress(addressOf(person));
  const cc = headers.find(({ name }) => /^cc$/i.test(name));
  if (cc === undefined) return [...headers, { name: 'Cc', value: address }];
  return headers.map((header) =>
    header === cc ? { name: header.name, value: `${header.value}, ${address}` } : header,
  );
}

function internal(message: CorpusMessage, { owner, played }: Casting, colleague: Person): Mail {
  const sender = addressesIn(headerOf(message, 'From'))[0]?.address.toLowerCase();
  const [from, to] = sender === played ? [owner, colleague] : [colleague, owner];
  const kept = message.headers.filter(({ name }) => !ADDRESSED.test(name) && !IN_TRANSIT.test(name));
  return rebuilt(message, [
    { name: 'From', value: formatAddress(addressOf(from)) },
    { name: 'To', value: formatAddress(addressOf(to)) },
    ...kept,
  ]);
}

const IN_TRANSIT =
  /^(received|return-path|delivered-to|list-.*|mailing-list|precedence|errors-to|sender|x-(been|mailman|egroups|apparently|loop|yahoo|spam).*)$/i;

/** The sender's own copy never went through a list or a relay. */
function beforeTransit(mail: Mail): Mail {
  return rebuilt(
    mail,
    mail.headers.filter(({ name }) => !IN_TRANSIT.test(name)),
  );
}

function rebuilt(mail: Mail, headers: readonly MailHeader[]): Mail {
  return { headers, body: mail.body, size: mail.size };
}

function linesOf(headers: readonly MailHeader[], named: RegExp): readonly string[] {
  return headers.filter(({ name }) => named.test(name)).map(({ value }) => value.toLowerCase());
}

function addressOf({ fullName, primary }: Person): Address {
  return { name: fullName, address: primary };
}
