import { cast, DOMAINS, teamsChannel, TENANT } from '../local/linden.ts';
import type { KeyFiles } from '../local/key-files.ts';
import { TEAM } from '../stand-ins/slack/people.ts';
import type { Stage } from './cast-on-stage.ts';
import { must } from './narrator.ts';
import { waitFor } from './wait-for.ts';

/** The account, its first admin, mailbox access, and the domains: everything that comes before money. */
export async function setUp(stage: Stage, keys: KeyFiles): Promise<void> {
  const { operator, clara, rasmus, narrator, office } = stage;
  narrator.chapter('The operator opens the account; Clara becomes its first admin');
  const opened = await operator(
    [
      'account create name:"Linden Partners" tier:scale currency:EUR interval:month anchor:2026-01-01 time-zone:Europe/Berlin',
      'sync-only-price:49.00 full-access-price:99.00 sync-only-seats:0 full-access-seats:3',
      `admin:${cast.clara.primary} admin-name:"${cast.clara.fullName}" approver:${cast.rasmus.primary} approver-name:"${cast.rasmus.fullName}"`,
      `workspace:slack/${TEAM}`,
    ].join(' '),
  );
  await operator(`account set workspace:teams/${TENANT}`);
  const code = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u.exec(opened)?.[0];
  must(code !== undefined, 'the operator is given a one-time code for the first admin', narrator);
  await clara.types(`/seat claim ${code ?? ''}`);

  narrator.chapter('Setup, in the order of the checklist: mailbox access, domain, role');
  const before = await clara.types('/seat invite');
  must(/mailbox access/iu.test(before), 'an invitation before setup is refused and names the missing step', narrator);
  await clara.types('/seat setup');
  await operator(`setup google key-file:${keys.google} admin:${cast.clara.primary}`);
  await operator(`setup microsoft key-file:${keys.microsoft}`);
  await credentialsWork(stage);

  for (const domain of DOMAINS) await verify(stage, domain);
  await clara.announces('/seat channels approvals here', 'seats');
  await clara.announces('/seat channels jobs here', 'crm-sync');
  const ready = await clara.types('/seat setup');
  must(!/missing/iu.test(ready), 'every line of the checklist is green', narrator);

  narrator.chapter('Rasmus writes to Usher in Teams for the first time');
  await rasmus.mentions('help', teamsChannel);
  await rasmus.reads(/approve/iu);
  must((await office.core.registry.accounts()).length === 1, 'there is one account', narrator);
}

async function credentialsWork({ office, narrator }: Stage): Promise<void> {
  const [accountId] = await office.core.registry.accounts();
  if (accountId === undefined) throw new Error('There is no account');
  await waitFor('both mail systems to be checked', () =>
    office.core.transaction.run(accountId, async ({ credentials }) => {
      const all = await credentials.list();
      return all.length === 2 && all.every(({ health }) => health.kind === 'ok') ? all : undefined;
    }),
  );
  narrator.checked('Google Workspace and Microsoft 365 answer with the access that was granted');
}

async function verify({ clara, office, narrator }: Stage, domain: string): Promise<void> {
  const told = await clara.types(`/seat domain add ${domain}`);
  const name = `_usher-challenge.${domain}`;
  const value = /token=[0-9a-f]{40} expiry=never/u.exec(told)?.[0];
  if (value === undefined) throw new Error(`The instructions for ${domain} lack the value of the record`);
  await clara.types(`/seat domain check ${domain}`);
  narrator.does('Whoever manages the DNS', `adds TXT ${name} "${value}"`);
  office.standIns.dns.setTxt(name, [value]);
  await clara.types(`/seat domain check ${domain}`);
  await clara.reads(new RegExp(`${domain.replaceAll('.', '\\.')}.*verified`, 'isu'));
}
