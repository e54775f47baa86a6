import { z } from 'zod';
import type {
  DirectoryFailure,
  DirectoryPage,
  DirectoryPerson,
  DirectoryReader,
} from '../../../core/directory/directory-reader.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { createGraphClient, type GraphClient, type MicrosoftDeps } from './graph-client.ts';
import { addressesOf, directoryFailure } from './look-up.ts';
import { queryOfLink } from './page-link.ts';
import { badLink } from './paged.ts';

/** The most that one page of users holds. */
const PAGE = 999;
const PATH = '/users';

const userSchema = z.object({
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  assignedLicenses: z.array(z.unknown()).nullish(),
});
type User = z.infer<typeof userSchema>;

const pageSchema = z.object({ value: z.array(userSchema), '@odata.nextLink': z.string().optional() });

/** The people of a tenant. Its users cannot be asked for by the domain of their mail, so others are left out here. */
export function createMicrosoftDirectory(deps: MicrosoftDeps, pageSize = PAGE): DirectoryReader {
  const client = createGraphClient(deps);
  const first = `?$select=${Object.keys(userSchema.shape).join(',')}&$top=${pageSize}`;
  return { page: ({ domain, from }, signal) => page(client, { domain, query: from ?? first }, signal) };
}

async function page(
  client: GraphClient,
  { domain, query }: { readonly domain: string; readonly query: string },
  signal: AbortSignal,
): Promise<Result<DirectoryPage, DirectoryFailure>> {
  const listed = await call(client, { lane: 'directory', path: `${PATH}${query}`, signal }, pageSchema);
  if (!listed.ok) return err(failureOf(listed.error));
  const link = listed.value['@odata.nextLink'];
  const next = link === undefined ? undefined : queryOfLink(link, { graph: client.endpoints.graph, path: PATH });
  if (link !== undefined && next === undefined) return err(directoryFailure(badLink()));
  return ok({ people: listed.value.value.flatMap((user) => personOf(user, domain)), next });
}

function failureOf(failure: CallFailure): DirectoryFailure {
  return failure.kind === 'link-refused' ? { kind: 'page-gone' } : directoryFailure(failure);
}

/** Nobody without an address there, and no guest, whose mailbox is another organization's. */
function personOf(user: User, domain: string): readonly DirectoryPerson[] {
  const { displayName, accountEnabled, userType, assignedLicenses } = user;
  const { primaryAddress: address } = addressesOf(user);
  if (address === undefined || !address.toLowerCase().endsWith(`@${domain}`)) return [];
  if (userType?.toLowerCase() === 'guest') return [];
  const isReachable = accountEnabled !== false && assignedLicenses?.length !== 0;
  return [{ address, fullName: displayName ?? '', isReachable }];
}
