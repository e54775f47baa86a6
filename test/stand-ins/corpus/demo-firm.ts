type ProviderKind = 'google' | 'microsoft';

export type Person = {
  readonly id: string;
  readonly fullName: string;
  readonly provider: ProviderKind;
  /** The primary SMTP address. */
  readonly primary: string;
  readonly aliases: readonly string[];
  /** What the person signs in with; differs from the primary address for some. */
  readonly signInName: string;
  readonly standing: 'active' | 'suspended' | 'unlicensed';
  readonly isAdmin: boolean;
  /** The share of the firm's mail that lands in this mailbox. */
  readonly weight: number;
};

export type Firm = {
  readonly name: string;
  readonly domains: readonly { readonly name: string; readonly provider: ProviderKind }[];
  readonly people: readonly Person[];
};

const LINDEN = 'lindenpartners.example';
const EUROPE = 'linden-europe.example';
/** In the same Workspace, and no domain of the firm: what is read there is somebody's own. */
const FAMILY = 'aguilar-family.example';

export const demoFirm: Firm = {
  name: 'Linden Partners',
  domains: [
    { name: LINDEN, provider: 'google' },
    { name: EUROPE, provider: 'microsoft' },
    { name: FAMILY, provider: 'google' },
  ],
  people: [
    google('108000000000000000001', 'Clara Whitfield', { weight: 28, isAdmin: true }),
    google('108000000000000000002', 'Tomás Aguilar', { weight: 16, aliases: [`tom@${LINDEN}`, `t.aguilar@${LINDEN}`] }),
    google('108000000000000000003', 'Ines Okafor', { weight: 10 }),
    google('108000000000000000004', 'Harold Beck', { weight: 0, standing: 'suspended' }),
    person('google', FAMILY, { id: '108000000000000000005', fullName: 'Tomás Aguilar', weight: 2 }),
    microsoft('5b0c0a51-3c1e-4f0b-9a52-6b5d0f1f0001', 'Sofie Lindqvist', { weight: 24, isAdmin: true }),
    microsoft('5b0c0a51-3c1e-4f0b-9a52-6b5d0f1f0002', 'Matteo Ferraro', {
      weight: 14,
      aliases: [`m.ferraro@${EUROPE}`],
      signInName: `mferraro@${EUROPE}`,
    }),
    microsoft('5b0c0a51-3c1e-4f0b-9a52-6b5d0f1f0003', 'Jana Novotná', { weight: 8 }),
    microsoft('5b0c0a51-3c1e-4f0b-9a52-6b5d0f1f0004', 'Rasmus Dahl', { weight: 0, standing: 'unlicensed' }),
  ],
};

export function personAt(firm: Firm, address: string): Person {
  const found = firm.people.find(({ primary }) => primary === address.toLowerCase());
  if (found === undefined) throw new RangeError('Nobody in the firm has that primary address');
  return found;
}

type Particulars = { readonly weight: number } & Partial<
  Pick<Person, 'aliases' | 'signInName' | 'standing' | 'isAdmin'>
>;

function google(id: string, fullName: string, particulars: Particulars): Person {
  return person('google', LINDEN, { id, fullName, ...particulars });
}

function microsoft(id: string, fullName: string, particulars: Particulars): Person {
  return person('microsoft', EUROPE, { id, fullName, ...particulars });
}

function person(
  provider: ProviderKind,
  domain: string,
  {
    id,
    fullName,
    weight,
    aliases = [],
    signInName,
    standing = 'active',
    isAdmin = false,
  }: Particulars & Pick<Person, 'id' | 'fullName'>,
): Person {
  const local = fullName.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');
  const primary = `${local}@${domain}`;
  return { id, fullName, provider, primary, aliases, signInName: signInName ?? primary, standing, isAdmin, weight };
}
