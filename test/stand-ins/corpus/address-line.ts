import { addressParser, decodeWords } from 'postal-mime';

export type Address = { readonly name: string; readonly address: string };

export function addressesIn(value: string | undefined): readonly Address[] {
  if (value === undefined) return [];
  return addressParser(value, { flatten: true }).flatMap((found) =>
    'address' in found && found.address !== undefined && found.address !== ''
      ? [{ name: decodeWords(found.name ?? ''), address: found.address }]
      : [],
  );
}

export function formatAddress({ name, address }: Address): string {
  if (name === '') return address;
  return /^[\w .\-\u00c0-\uffff]+$/u.test(name)
    ? `${name} <${address}>`
    : `"${name.replaceAll(/["\\]/g, '')}" <${address}>`;
}

/** Puts another address in place of one, and leaves a line without it exactly as it was. */
export function withAddress(line: string, from: string, to: Address): string {
  if (!line.toLowerCase().includes(from.toLowerCase())) return line;
  return addressesIn(line)
    .map((found) => (found.address.toLowerCase() === from.toLowerCase() ? to : found))
    .map(formatAddress)
    .join(', ');
}
