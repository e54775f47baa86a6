import { operatorOf } from '../../bots/runtime/operator.ts';
import { recordName, recordValue } from '../../core/domains/challenge.ts';
import type { Notice } from '../../core/outbox/notice.ts';
import { waitFor } from '../demo/wait-for.ts';
import { createTypist, type Typist } from './console-typist.ts';
import { CLARA } from './desk.ts';
import { ACCOUNT, inFirm } from './firm.ts';
import { writeKeyFiles } from './key-files.ts';
import { cast, DOMAINS } from './linden.ts';
import type { Office } from './office.ts';

type Preparation = { readonly office: Office; readonly operator: Typist; readonly clara: Typist };

/**
 * Everything that comes before the first invitation, typed as an operator and an admin would. Each step looks first
 * whether it was done, so that a later start, or one after a crash, repeats nothing.
 */
export async function prepareFirm(office: Office, folder: string): Promise<void> {
  const preparation: Preparation = {
    office,
    operator: createTypist(office.app, operatorOf(ACCOUNT)),
    clara: createTypist(office.app, CLARA),
  };
  await openAccount(preparation);
  await claimAdmin(preparation);
  await connectMailSystems(preparation, folder);
  for (const domain of DOMAINS) await proveDomain(preparation, domain);
  await credentialsWork(preparation);
  await claraIsTold(preparation);
}

async function openAccount({ office, operator }: Preparation): Promise<void> {
  const accountId = await office.core.registry.accountOf(CLARA.surface, ACCOUNT);
  const isOpen =
    accountId !== undefined && (await inFirm(office, ({ members }) => members.byAddress(cast.clara.primary)));
  if (isOpen) return;
  await operator(
    [
      'account create name:"Linden Partners" tier:scale currency:EUR interval:month anchor:2026-01-01 time-zone:Europe/Berlin',
      'sync-only-price:49.00 full-access-price:99.00 sync-only-seats:0 full-access-seats:3',
      `admin:${cast.clara.primary} admin-name:"${cast.clara.fullName}" approver:${cast.rasmus.primary} approver-name:"${cast.rasmus.fullName}"`,
    ].join(' '),
  );
}

async function claimAdmin({ office, operator, clara }: Preparation): Promise<void> {
  const linked = await inFirm(office, ({ identities }) => identities.of(CLARA));
  if (linked !== undefined) return;
  const printed = await operator(`account set admin:${cast.clara.primary}`);
  const code = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u.exec(printed)?.[0];
  if (code === undefined) throw new Error(`The operator was given no code for the admin: ${printed}`);
  await clara(`claim ${code}`);
}

/** The stand-ins make new keys whenever they start, so the operator hands them over each time. */
async function connectMailSystems({ office, operator }: Preparation, folder: string): Promise<void> {
  const keys = await writeKeyFiles(folder, office.standIns);
  await operator(`setup google key-file:"${keys.google}" admin:${cast.clara.primary}`);
  await operator(`setup microsoft key-file:"${keys.microsoft}"`);
}

/** The record is put into the DNS again each time: a domain whose record is gone lapses. */
async function proveDomain({ office, clara }: Preparation, domain: string): Promise<void> {
  const claimOf = () => inFirm(office, ({ domains }) => domains.byDomain(domain));
  if ((await claimOf()) === undefined) await clara(`domain add ${domain}`);
  const claim = await claimOf();
  if (claim === undefined) throw new Error(`${domain} was claimed and is not stored`);
  office.standIns.dns.setTxt(recordName(domain), [recordValue(claim)]);
  if (claim.state === 'verified') return;
  await clara(`domain check ${domain}`);
  await waitFor(`${domain} to be verified`, async () => ((await claimOf())?.state === 'verified' ? true : undefined));
}

async function credentialsWork({ office }: Preparation): Promise<void> {
  await waitFor('both mail systems to be checked', () =>
    inFirm(office, async ({ credentials }) => {
      const all = await credentials.list();
      return all.length === 2 && all.every(({ health }) => health.kind === 'ok') ? true : undefined;
    }),
  );
}

/** What the preparation had to tell her is out of the way before she sits down. */
async function claraIsTold({ office }: Preparation): Promise<void> {
  await waitFor('the admin to be told', () =>
    inFirm(office, async ({ notices, members }) => {
      const clara = await members.byAddress(cast.clara.primary);
      const open = await notices.list(['pending', 'sending']);
      const isHers = ({ recipient }: Notice): boolean =>
        recipient.kind === 'member' && recipient.memberId === clara?.id;
      return open.some(isHers) ? undefined : true;
    }),
  );
}
