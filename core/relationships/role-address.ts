/** Whether a normal address reaches a function rather than a person (RFC 2142 and common practice): info@, sales@, support-uk@. */
export function isRoleAddress(address: string): boolean {
  const [role = '', ...rest] = localPart(address).split(/[+._-]/);
  const whole = [role, ...rest].join('');
  return (
    ROLES.has(whole) ||
    isUnattendedAddress(address) ||
    (ROLES.has(role) && rest.every((part) => /^(?:[a-z]{2}|\d+)$/.test(part)))
  );
}

/** Whether nobody reads what is sent to a normal address, so that what comes from it was sent by a machine. */
export function isUnattendedAddress(address: string): boolean {
  return UNATTENDED.test(localPart(address));
}

/** Without the plus tag; a delivery tag as in bounces+jane=example.org says nothing about the role. */
function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@')).split('+', 1)[0] ?? '';
}

const NO_REPLY = '(?:no|not|never|do[-._]?not|dont)[-._]?(?:reply|respond|answer)';
const MACHINES =
  'mailer[-._]?daemon|postmaster|bounces?|auto[-._]?(?:reply|mailer|confirm|notify)|notifications?|notify|alerts?|newsletters?|listserv|majordomo|list[-._]?manager|mailman|robot';
const UNATTENDED = new RegExp(
  `(?:^|[-._])${NO_REPLY}(?:$|[-._\\d])|^(?:${MACHINES})(?:$|[-._\\d])|[-._](?:bounces?|notifications?|owner|request|unsubscribe)$|^owner-`,
);

const ROLES: ReadonlySet<string> = new Set(
  `abuse accounting accounts accountspayable admin administration administrator ap ar billing booking bookings buchhaltung business careers
  compliance contact contactus contacto customercare customerservice customersupport enquiries enquiry events everyone facturation feedback
  finance ftp hallo hello help helpdesk hostmaster hr info information inquiries invoice invoices invoicing it itsupport jobs kontakt legal list
  mail mailbox marketing media news noc office operations ops order orders payroll partners post press privacy procurement purchasing
  rechnung recruiting recruitment reception redaktion registration reservations returns root sales security service services shop staff
  subscribe subscriptions support survey sysadmin talent team tech techsupport unsubscribe usenet uucp vendas ventas verkauf webadmin webmaster www`.split(
    /\s+/,
  ),
);
