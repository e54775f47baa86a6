import { createReadApi } from '../../../bots/web/api/read-api.ts';
import { issueApiKey } from '../../../core/api-keys/issue-api-key.ts';
import { createAuditTrail } from '../../../core/audit/audit-trail.ts';
import type { Member } from '../../../core/people/member.ts';
import { aReadingFirm, type ReadingFirm } from '../../contracts/mail/reading-firm.ts';
import { received, sent, type Letter } from '../../contracts/mail/letters.ts';
import type { Reader } from '../../contracts/mail/reading-firm.ts';
import { ids } from '../../builders/ids.ts';
import { served } from './served.ts';
import { createFakeDatabase } from '../../fakes/fake-database.ts';

export type ApiWorld = Awaited<ReturnType<typeof anApi>>;

/** A firm whose mailboxes were read, and the API over it, served on loopback. */
export async function anApi({ requestsPerMinute = 1_000 } = {}) {
  const database = createFakeDatabase();
  const firm = await aReadingFirm(database);
  const deps = { ...firm.keys, clock: firm.clock, ids, log: firm.log };
  const { registry, transaction } = database;
  const api = createReadApi({ ...deps, registry, transaction, requestsPerMinute });
  const site = await served({ '/api/v1': api });
  const audit = createAuditTrail(firm.keys);

  const request = (path: string, init: RequestInit = {}) => fetch(`${site.url}/api/v1${path}`, init);
  return {
    firm,
    database,
    request,
    keyOf: async (member: Member, integration = 'Warehouse export') =>
      (
        await transaction.run(member.accountId, (stores) =>
          issueApiKey({ ...deps, audit }, stores, member, integration),
        )
      ).text,
    get: async (path: string, key: string, init: RequestInit = {}) => {
      const response = await request(path, { ...init, headers: { authorization: `Bearer ${key}` } });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
    },
    [Symbol.asyncDispose]: site[Symbol.asyncDispose],
  };
}

/** Lets these letters be read into the CRM. */
export async function deliver(firm: ReadingFirm, reader: Reader, ...letters: readonly (Letter & { sent?: true })[]) {
  for (const letter of letters) reader.inbox.deliver((letter.sent === true ? sent : received)(reader, letter));
  await firm.readAll(reader);
}

export async function onlyPerson({ firm }: ApiWorld) {
  const [person] = await firm.run(({ crmPages }) =>
    crmPages.people(firm.admin.id, { kind: 'all' }, { before: undefined, limit: 1 }),
  );
  if (person === undefined) throw new Error('Nobody was kept');
  return person;
}

/** With a seat that opens the CRM. */
export async function fullKey(api: ApiWorld, { member }: Reader): Promise<string> {
  await api.firm.run(async ({ seats }) => {
    const seat = await seats.ofMember(member.id);
    if (seat !== undefined) await seats.replace(seat, { ...seat, seatType: 'full-access', version: seat.version + 1 });
  });
  return await api.keyOf(member);
}
