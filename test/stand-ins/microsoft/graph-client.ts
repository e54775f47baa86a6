import { z } from 'zod';
import type { GraphMessage } from './graph-message.ts';
import type { MicrosoftStandIn } from './start-microsoft.ts';

const tokenSchema = z.object({ access_token: z.string().min(1) });

export function postClientCredentials(
  microsoft: MicrosoftStandIn,
  change: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const { tenant = microsoft.tenant.id, ...fields } = change;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: microsoft.app.clientId,
    client_secret: microsoft.app.secrets[0]?.value ?? '',
    scope: 'https://graph.microsoft.com/.default',
    ...fields,
  });
  return fetch(`${microsoft.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
}

export async function graphToken(microsoft: MicrosoftStandIn): Promise<string> {
  return tokenSchema.parse(await (await postClientCredentials(microsoft)).json()).access_token;
}

export type DeltaItem = Partial<GraphMessage> & {
  readonly id: string;
  readonly '@removed'?: { readonly reason: string };
};

export type Page = {
  readonly value: readonly DeltaItem[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
  readonly '@odata.count'?: number;
};

const pageSchema = z.custom<Page>((body) => typeof body === 'object' && body !== null && 'value' in body);

export type GraphGet = (pathOrUrl: string, prefer?: string) => Promise<Response>;

export const IMMUTABLE = 'IdType="ImmutableId", odata.maxpagesize=500';

/** The smallest client there can be, for tests of single answers. */
export async function graphGet(microsoft: MicrosoftStandIn): Promise<GraphGet> {
  const token = await graphToken(microsoft);
  return (pathOrUrl, prefer = IMMUTABLE) => {
    const url = pathOrUrl.startsWith('http') ? pathOrUrl : `${microsoft.url}/v1.0${pathOrUrl}`;
    return fetch(url, { headers: { authorization: `Bearer ${token}`, prefer } });
  };
}

export async function pageOf(response: Response): Promise<Page> {
  if (response.status !== 200) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
  return pageSchema.parse(await response.json());
}

export type WalkedRound = {
  readonly pages: readonly Page[];
  readonly items: readonly DeltaItem[];
  readonly deltaLink: string;
};

export async function walkRound(get: GraphGet, start: string, prefer = IMMUTABLE): Promise<WalkedRound> {
  const pages: Page[] = [];
  let link: string | undefined = start;
  while (link !== undefined) {
    const page = await pageOf(await get(link, prefer));
    pages.push(page);
    link = page['@odata.nextLink'];
  }
  return { pages, items: pages.flatMap(({ value }) => value), deltaLink: pages.at(-1)?.['@odata.deltaLink'] ?? '' };
}
