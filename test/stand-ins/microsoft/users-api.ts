import type { Firm, Person } from '../corpus/demo-firm.ts';
import { json } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';
import { graphErrors } from './graph-error.ts';

const EVERYTHING = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const BASIC = ['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName'];
const BY_DEFAULT = [...BASIC, 'businessPhones', 'jobTitle', 'mobilePhone', 'officeLocation', 'preferredLanguage'];
const LICENCE = 'cdd28e44-67e3-425e-be4c-737fab2899d3';

export function userByKey(firm: Firm, key: string): Person | undefined {
  const wanted = key.toLowerCase();
  return microsoftPeople(firm).find(({ id, signInName }) => id === wanted || signInName === wanted);
}

export function answerUser(
  firm: Firm,
  roles: ReadonlySet<string>,
  { url, key }: { readonly url: URL; readonly key: string },
): Answer {
  const person = userByKey(firm, key);
  const select = selectOf(url);
  if (!maySee(roles, select)) return graphErrors.directoryDenied();
  return person === undefined ? graphErrors.noSuchUser(key) : json(200, userResource(person, select));
}

/** The only filters are the three by which somebody is looked up by address. */
export function answerUsers(
  firm: Firm,
  roles: ReadonlySet<string>,
  { url, baseUrl }: { readonly url: URL; readonly baseUrl: string },
): Answer {
  const select = selectOf(url);
  if (!maySee(roles, select)) return graphErrors.directoryDenied();
  const filter = url.searchParams.get('$filter');
  const accepts = filter === null ? () => true : filterOf(filter);
  if (accepts === undefined) return graphErrors.badFilter('Unsupported or invalid query filter clause specified.');
  const most = Number(url.searchParams.get('$top') ?? 100);
  if (!Number.isInteger(most) || most < 1 || most > 999)
    return graphErrors.badQuery('Invalid page size specified. Must be between 1 and 999 inclusive.');
  const from = startOf(url.searchParams.get('$skiptoken'));
  if (from === undefined) return graphErrors.expiredPageToken();
  const all = microsoftPeople(firm).filter(accepts);
  return json(200, {
    ...(from + most < all.length ? { '@odata.nextLink': nextLink(url, baseUrl, from + most) } : {}),
    value: all.slice(from, from + most).map((person) => userResource(person, select)),
  });
}

const TOKEN = 'RFNwdAIAAQ';

function nextLink(url: URL, baseUrl: string, from: number): string {
  const link = new URL(`${baseUrl}/v1.0/users${url.search}`);
  link.searchParams.set('$skiptoken', `${TOKEN}${from}`);
  return link.href;
}

function startOf(token: string | null): number | undefined {
  if (token === null) return 0;
  return token.startsWith(TOKEN) ? Number(token.slice(TOKEN.length)) : undefined;
}

function filterOf(filter: string): ((person: Person) => boolean) | undefined {
  const [, member, value] = /^(mail|userPrincipalName) eq '([^']+)'$/.exec(filter) ?? [];
  if (value !== undefined)
    return (person) => (member === 'mail' ? person.primary : person.signInName) === value.toLowerCase();
  const proxy = /^proxyAddresses\/any\((\w):\1 eq '(smtp:[^']+)'\)$/i.exec(filter)?.[2];
  if (proxy === undefined) return undefined;
  return (person) => proxiesOf(person).some((address) => address.toLowerCase() === proxy.toLowerCase());
}

function maySee(roles: ReadonlySet<string>, select: readonly string[]): boolean {
  if (EVERYTHING.some((role) => roles.has(role))) return true;
  return (
    roles.has('User.ReadBasic.All') && select.every((member) => BASIC.includes(member) || BY_DEFAULT.includes(member))
  );
}

function selectOf(url: URL): readonly string[] {
  return (
    url.searchParams
      .get('$select')
      ?.split(',')
      .map((member) => member.trim()) ?? BY_DEFAULT
  );
}

/** Members beyond the default ones come only when they are named. */
function userResource(person: Person, select: readonly string[]): Readonly<Record<string, unknown>> {
  const [givenName, ...surname] = person.fullName.split(' ');
  const all: Readonly<Record<string, unknown>> = {
    id: person.id,
    displayName: person.fullName,
    givenName,
    surname: surname.join(' '),
    mail: person.standing === 'unlicensed' ? null : person.primary,
    userPrincipalName: person.signInName,
    proxyAddresses: proxiesOf(person),
    accountEnabled: person.standing !== 'suspended',
    userType: 'Member',
    assignedLicenses: person.standing === 'unlicensed' ? [] : [{ disabledPlans: [], skuId: LICENCE }],
    businessPhones: [],
    jobTitle: null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
  };
  return Object.fromEntries(Object.entries(all).filter(([member]) => select.includes(member)));
}

/** The primary address carries the prefix in capitals. */
function proxiesOf({ primary, aliases, standing }: Person): readonly string[] {
  return standing === 'unlicensed' ? [] : [`SMTP:${primary}`, ...aliases.map((alias) => `smtp:${alias}`)];
}

function microsoftPeople({ people }: Firm): readonly Person[] {
  return people.filter(({ provider }) => provider === 'microsoft');
}
