import { z } from 'zod';
import type {
  DirectoryFailure,
  DirectoryPage,
  DirectoryPerson,
  DirectoryReader,
} from '../../../core/directory/directory-reader.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { call, type CallFailure } from './call.ts';
import { GOOGLE_SCOPES } from './endpoints.ts';
import { createGoogleClient, type GoogleClient, type GoogleDeps } from './google-client.ts';
import { directoryFailure } from './look-up.ts';

/** The most that one page of users.list holds. */
const PAGE = 500;

const userSchema = z.object({
  primaryEmail: z.string(),
  name: z.object({ fullName: z.string().default('') }).default({ fullName: '' }),
  suspended: z.boolean().default(false),
  archived: z.boolean().default(false),
  isMailboxSetup: z.boolean().default(true),
});
const pageSchema = z.object({ users: z.array(userSchema).default([]), nextPageToken: z.string().optional() });

/** The people of a Workspace, listed in the name of the administrator who was named for it. */
export function createGoogleDirectory(deps: GoogleDeps, pageSize = PAGE): DirectoryReader {
  const client = createGoogleClient(deps);
  return { page: (listing, signal) => page(client, { ...listing, pageSize }, signal) };
}

type Listing = { readonly domain: string; readonly from: string | undefined; readonly pageSize: number };

async function page(
  client: GoogleClient,
  { domain, from, pageSize }: Listing,
  signal: AbortSignal,
): Promise<Result<DirectoryPage, DirectoryFailure>> {
  const { admin } = client.secret;
  if (admin === undefined)
    return err({ kind: 'unauthorised', fault: 'credential', detail: 'no administrator was named' });
  // The directory has its own quota, which a listing once a day does not strain.
  const request = { subject: admin, scope: GOOGLE_SCOPES.directory, units: 0, signal };
  const fields = 'nextPageToken,users(primaryEmail,name/fullName,suspended,archived,isMailboxSetup)';
  const listed = await call(client, request, pageSchema, (options) =>
    client.directory.users.list(
      {
        domain,
        maxResults: pageSize,
        orderBy: 'email',
        projection: 'basic',
        fields,
        ...(from === undefined ? {} : { pageToken: from }),
      },
      options,
    ),
  );
  if (!listed.ok) return err(failureOf(listed.error, from));
  return ok({ people: listed.value.users.map(personOf), next: listed.value.nextPageToken });
}

/** A page token that is too old is invalid. */
function failureOf(failure: CallFailure, from: string | undefined): DirectoryFailure {
  return failure.kind === 'invalid' && from !== undefined ? { kind: 'page-gone' } : directoryFailure(failure);
}

function personOf({
  primaryEmail,
  name,
  suspended,
  archived,
  isMailboxSetup,
}: z.infer<typeof userSchema>): DirectoryPerson {
  return { address: primaryEmail, fullName: name.fullName, isReachable: !suspended && !archived && isMailboxSetup };
}
