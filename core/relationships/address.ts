import freemailDomains from 'email-providers/all.json' with { type: 'json' };
import { getDomain } from 'tldts';

/**
 * The one form in which an address is compared, stored and blind-indexed, or undefined when mail cannot be sent to it.
 * Lower case, NFC, the domain in A-labels; plus tags and dots stay, because only the receiving side knows whether they matter.
 */
export function normalAddress(raw: string): string | undefined {
  const text = unwrapped(raw.trim());
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).toLowerCase().normalize('NFC');
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local)) return undefined;
  const domain = normalDomain(text.slice(at + 1));
  if (domain === undefined) return undefined;
  const address = `${local}@${domain}`;
  return address.length > 254 ? undefined : address;
}

export function isUsableAddress(raw: string): boolean {
  return normalAddress(raw) !== undefined;
}

/** A public host name in lower-case A-labels; no single labels, no address literals. */
export function normalDomain(raw: string): string | undefined {
  const domain = raw.trim().toLowerCase().replace(/\.$/, '');
  const ascii = /^[a-z0-9._-]+$/.test(domain) ? domain : toALabels(domain);
  return ascii !== undefined && ascii.length <= 253 && DOMAIN.test(ascii) ? ascii : undefined;
}

/** The part after the @ of a normal address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** What somebody registered: mail.acme.co.uk gives acme.co.uk. A public suffix itself, also a private one, belongs to nobody. */
export function registrableDomain(domain: string): string | undefined {
  return getDomain(domain, { allowPrivateDomains: true }) ?? undefined;
}

/** Whether anybody can get an address there, so that it says nothing about an employer. */
export function isFreemail(domain: string): boolean {
  if (FREEMAIL.has(domain)) return true;
  const registrable = registrableDomain(domain);
  return registrable !== undefined && FREEMAIL.has(registrable);
}

/** Unquoted local parts: a quoted one with spaces does not survive real mail systems. */
const LOCAL_PART = /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}.]+(?:\.[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}.]+)*$/u;
const DOMAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

const FREEMAIL: ReadonlySet<string> = new Set(
  [
    ...freemailDomains.flatMap((domain) => normalDomain(domain) ?? []),
    'fastmail.com',
    'fastmail.fm',
    'duck.com',
    'pm.me',
  ]
    // Reserved by RFC 2606, yet on the list.
    .filter((domain) => domain !== 'example.com'),
);

/** Mail programs write addresses as names: 'jane@example.org', <jane@example.org>. */
function unwrapped(text: string): string {
  return /^(?:'.*'|<.*>)$/s.test(text) ? text.slice(1, -1) : text;
}

function toALabels(domain: string): string | undefined {
  // Marks of a URL would let its parser cut or decode the host.
  if (!/^[\p{L}\p{M}\p{N}._\u3002-]+$/u.test(domain)) return undefined;
  return URL.parse(`http://${domain}`)?.hostname;
}
