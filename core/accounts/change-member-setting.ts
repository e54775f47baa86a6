import type { Member } from '../people/member.ts';
import { POLICY } from '../people/policy.ts';
import type { Stores } from '../transaction.ts';
import type { View } from '../views/view.ts';
import { MEMBER_SETTINGS, type Account, type MemberSetting } from './account.ts';
import type { PermissionsDeps } from './change-permissions.ts';
import { SETTING_TEXTS } from './member-settings.ts';
import { settingChangedView, settingsView } from './member-settings-views.ts';
import { tellAdministrators } from './tell-administrators.ts';

export type SettingChange = {
  readonly account: Account;
  readonly setting: MemberSetting;
  readonly isOpen: boolean;
  readonly by: Member;
};

/** What was set stays as it is; who may set it counts at everybody's next click. */
export async function changeMemberSetting(
  deps: PermissionsDeps,
  stores: Stores,
  { account, setting, isOpen, by }: SettingChange,
): Promise<View> {
  const lockedSettings = MEMBER_SETTINGS.filter((one) =>
    one === setting ? !isOpen : account.lockedSettings.includes(one),
  );
  const next = { ...account, lockedSettings, version: account.version + 1 };
  await stores.accounts.replace(account, next);
  const sentence = SETTING_TEXTS[setting][isOpen ? 'open' : 'locked'];
  await deps.audit(stores, account.id, {
    kind: 'account.setting-changed',
    at: deps.clock.now(),
    actor: { kind: 'member', memberId: by.id },
    subject: { kind: 'account', id: account.id },
    facts: { setting, members: isOpen ? 'may change theirs' : 'may not change theirs', sentence, role: by.role },
    personal: [],
  });
  await tellAdministrators(deps, stores, {
    row: POLICY['settings set'],
    key: `settings:${next.version}`,
    subject: `settings:${next.version}`,
    view: settingChangedView(sentence, by),
    alsoInChannel: false,
    except: by.id,
  });
  return {
    ...settingsView(next, true),
    title: isOpen ? 'Members may change it again' : 'It is set by Admins now',
    tone: 'good',
  };
}
