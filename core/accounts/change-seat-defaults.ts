import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import { storable } from '../relationships/privacy.ts';
import { refusedSentence } from '../seats/invite-refused.ts';
import type { Stores } from '../transaction.ts';
import type { Account } from './account.ts';
import type { PermissionsDeps } from './change-permissions.ts';
import type { MailSystem } from './provider.ts';
import { defaultsChangedView, defaultTexts } from './seat-defaults-views.ts';
import type { SeatDefaults } from './seat-defaults.ts';
import { teamCalled } from './team.ts';
import { tellAdministrators } from './tell-administrators.ts';
import { err, ok, type Result } from '../result.ts';

export type WantedDefaults = Omit<SeatDefaults, 'mailSystem'> & { readonly mailSystem?: MailSystem | undefined };
export type DefaultsRefused = { readonly field: keyof SeatDefaults; readonly sentence: string };

/** What would be refused of every seat that got it is no default. */
export async function checkDefaults(
  stores: Pick<Stores, 'credentials' | 'teams'>,
  account: Account,
  { seatType, privacy, team: name, mailSystem }: WantedDefaults,
): Promise<Result<SeatDefaults, DefaultsRefused>> {
  if (mailSystem === 'exchange') return refused('mailSystem', refusedSentence({ kind: 'on-premises' }));
  const working = (await stores.credentials.list()).filter(({ health }) => health.kind === 'ok');
  const read = mailSystem === undefined ? working[0] : working.find(({ provider }) => provider === mailSystem);
  if (mailSystem !== undefined && read === undefined)
    return refused('mailSystem', refusedSentence({ kind: 'mail-system-not-connected', mailSystem }));
  const granted = read?.health.kind === 'ok' ? read.health.access : 'headers';
  const served = privacy === undefined ? undefined : storable(privacy, granted);
  if (served?.ok === false) return refused('privacy', refusedSentence(served.error));
  if (name === undefined) return ok({ seatType, privacy, mailSystem });
  if (account.tier !== 'enterprise') return refused('team', refusedSentence({ kind: 'team-needs-enterprise' }));
  const teams = await stores.teams.list();
  const team = teamCalled(teams, name);
  return team === undefined
    ? refused('team', noSuchTeam(name, teams))
    : ok({ seatType, privacy, team: team.name, mailSystem });
}

function refused(field: keyof SeatDefaults, sentence: string): Result<never, DefaultsRefused> {
  return err({ field, sentence });
}

/** A name that nobody has heard of is rather a slip than a new team. */
export function noSuchTeam(name: string, teams: readonly { readonly name: string }[]): string {
  const known = teams.length === 0 ? 'There are no teams yet.' : `Teams: ${teams.map((team) => team.name).join(', ')}.`;
  return `There is no team “${name}”. ${known} The command team puts somebody into a new one.`;
}

/** Seats that there are stay as they are; whoever invites from now on begins with this. */
export async function changeSeatDefaults(
  deps: PermissionsDeps,
  stores: Stores,
  { account, wanted, by }: { readonly account: Account; readonly wanted: SeatDefaults; readonly by: Member },
): Promise<Account> {
  const next = { ...account, seatDefaults: wanted, version: account.version + 1 };
  await stores.accounts.replace(account, next);
  const before = defaultTexts(account.seatDefaults);
  const after = defaultTexts(wanted);
  await deps.audit(stores, account.id, {
    kind: 'account.defaults-changed',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'account', id: account.id },
    facts: {
      seatType: `${before.seatType} → ${after.seatType}`,
      privacy: `${before.privacy} → ${after.privacy}`,
      team: `${before.team} → ${after.team}`,
      mailSystem: `${before.mailSystem} → ${after.mailSystem}`,
      role: by.role,
    },
    personal: [],
  });
  await tellAdministrators(deps, stores, {
    row: POLICY['defaults set'],
    key: `defaults:${next.version}`,
    subject: `defaults:${next.version}`,
    view: defaultsChangedView(account, next, by),
    alsoInChannel: false,
    except: by.id,
  });
  return next;
}
