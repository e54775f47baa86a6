import type { PolicyRow } from './authority.ts';

const NOBODY = {
  standard: 'no',
  admin: 'no',
  enterpriseStandard: 'no',
  enterpriseAdminRole: 'no',
  enterpriseAdmin: 'no',
  grants: {},
  operator: false,
} as const satisfies PolicyRow;

const EVERYONE: PolicyRow = {
  ...NOBODY,
  standard: 'yes',
  admin: 'yes',
  enterpriseStandard: 'yes',
  enterpriseAdminRole: 'yes',
  enterpriseAdmin: 'yes',
};

/** What everybody may do who may open the CRM. */
const IN_CRM = { ...EVERYONE, opensCrm: true } as const satisfies PolicyRow;

/** User management: Admins below Enterprise; on Enterprise the Enterprise Admin, who may extend it. */
const USER_MANAGEMENT: PolicyRow = {
  ...NOBODY,
  admin: 'yes',
  enterpriseStandard: 'granted',
  enterpriseAdminRole: 'granted',
  enterpriseAdmin: 'yes',
};

/** What invites people while nobody looks, or counts where they say nothing: for Admins at least, also where everybody may invite. */
const AUTOMATION: PolicyRow = { ...USER_MANAGEMENT, enterpriseStandard: 'no' };

/** What only the Enterprise tier has, done by whoever manages users there. */
const ENTERPRISE_MANAGEMENT: PolicyRow = { ...USER_MANAGEMENT, admin: 'no' };

/** Who may do what is settled by the Enterprise Admin alone; other tiers have nothing to extend. */
const EDIT_PERMISSIONS: PolicyRow = { ...NOBODY, enterpriseAdmin: 'yes' };

/** Roles and grants: whoever stands highest on the tier. */
const APPOINTING: PolicyRow = { ...NOBODY, admin: 'yes', enterpriseAdmin: 'yes' };

/** One's own level; another's is user management, to whomever it is extended (seed S1). */
const SET_PRIVACY: PolicyRow = {
  ...NOBODY,
  standard: 'own',
  admin: 'yes',
  enterpriseStandard: 'granted-or-own',
  enterpriseAdminRole: 'granted-or-own',
  enterpriseAdmin: 'yes',
  setting: 'privacy',
};

/** Billing: every Admin, on Enterprise too. An operator is no member and buys nothing. */
const BILLING: PolicyRow = { ...NOBODY, admin: 'yes', enterpriseAdminRole: 'yes', enterpriseAdmin: 'yes' };

/** Account settings: the same people, and the operator of the installation. */
const ADMINISTRATION: PolicyRow = { ...BILLING, operator: true };

const OWN_OR_MANAGED: PolicyRow = {
  ...USER_MANAGEMENT,
  standard: 'own',
  enterpriseStandard: 'own',
  grants: { support: 'yes' },
};

/** Support, whatever their role. */
const SUPPORT: PolicyRow = { ...NOBODY, grants: { support: 'yes' } };

/** Standing behind the removal of somebody: every Admin, on Enterprise too, and nobody to whom it could be extended. */
const ENDORSING: PolicyRow = { ...NOBODY, admin: 'yes', enterpriseAdminRole: 'yes', enterpriseAdmin: 'yes' };

/** To go without the cool-off: an Enterprise Admin asks for it, and support is the second person. */
const FORCING: PolicyRow = { ...NOBODY, enterpriseAdmin: 'yes', grants: { support: 'yes' } };

/** What must be kept for a court is not for those to whom user management was extended. */
const HOLDING: PolicyRow = { ...NOBODY, admin: 'yes', enterpriseAdmin: 'yes' };

const OPERATOR: PolicyRow = { ...NOBODY, operator: true };

/** The permission matrix: every command has a row, and a command without one does not compile. */
export const POLICY = {
  help: { ...EVERYONE, operator: true },
  why: { ...EVERYONE, operator: true },
  claim: EVERYONE,
  setup: ADMINISTRATION,
  'setup google': ADMINISTRATION,
  'setup microsoft': ADMINISTRATION,
  'setup exchange': ADMINISTRATION,
  'setup check': ADMINISTRATION,
  'setup steps': ADMINISTRATION,
  'domain add': ADMINISTRATION,
  'domain check': ADMINISTRATION,
  'domain list': ADMINISTRATION,
  'domain remove': ADMINISTRATION,
  'domain remove confirm': ADMINISTRATION,
  invite: USER_MANAGEMENT,
  'invite review': USER_MANAGEMENT,
  'invite confirm': USER_MANAGEMENT,
  'invite cancel': USER_MANAGEMENT,
  'invite withdraw': USER_MANAGEMENT,
  'invite term': USER_MANAGEMENT,
  'invite csv': USER_MANAGEMENT,
  matchable: USER_MANAGEMENT,
  'matchable pick': USER_MANAGEMENT,
  'batch confirm': USER_MANAGEMENT,
  'batch cancel': USER_MANAGEMENT,
  'batch review': USER_MANAGEMENT,
  'batch agree': USER_MANAGEMENT,
  'batch withdraw': USER_MANAGEMENT,
  'batch show': USER_MANAGEMENT,
  'batch export': USER_MANAGEMENT,
  provisioning: AUTOMATION,
  'provisioning on': AUTOMATION,
  'provisioning confirm': AUTOMATION,
  'provisioning off': AUTOMATION,
  defaults: USER_MANAGEMENT,
  'defaults set': AUTOMATION,
  // Each person's level and team is asked for again by the rows of the commands for one.
  'defaults apply': USER_MANAGEMENT,
  'defaults review': USER_MANAGEMENT,
  'defaults confirm': USER_MANAGEMENT,
  'round show': { ...USER_MANAGEMENT, grants: { support: 'yes' } },
  deactivate: USER_MANAGEMENT,
  'deactivate review': USER_MANAGEMENT,
  'deactivate confirm': USER_MANAGEMENT,
  'deactivate move': USER_MANAGEMENT,
  'deactivate cancel': USER_MANAGEMENT,
  reactivate: USER_MANAGEMENT,
  decommission: USER_MANAGEMENT,
  'decommission disable': USER_MANAGEMENT,
  'decommission ask': USER_MANAGEMENT,
  // Whether somebody was asked is looked at when they answer.
  'decommission confirm': EVERYONE,
  'decommission settle': USER_MANAGEMENT,
  'decommission reset': USER_MANAGEMENT,
  'decommission abandon': USER_MANAGEMENT,
  expire: USER_MANAGEMENT,
  'expire confirm': USER_MANAGEMENT,
  renew: USER_MANAGEMENT,
  // What a trial costs to keep is asked for by whoever may invite, as an invitation is.
  'renew confirm': USER_MANAGEMENT,
  hold: HOLDING,
  list: { ...USER_MANAGEMENT, enterpriseAdminRole: 'yes', grants: { approver: 'yes', support: 'yes' } },
  show: { ...OWN_OR_MANAGED, enterpriseStandard: 'granted-or-own' },
  support: EVERYONE,
  convert: USER_MANAGEMENT,
  'convert confirm': USER_MANAGEMENT,
  'convert complete': SUPPORT,
  'convert reject': SUPPORT,
  // Everybody may ask for a removal; what becomes of it is settled by others.
  remove: EVERYONE,
  removal: EVERYONE,
  removals: EVERYONE,
  'removal withdraw': EVERYONE,
  'removal answer': EVERYONE,
  'removal cool-off': HOLDING,
  'removal endorse': ENDORSING,
  'removal reject': { ...ENDORSING, grants: { support: 'yes' } },
  'removal assign': SUPPORT,
  'removal ask': SUPPORT,
  'removal schedule': SUPPORT,
  'removal resume': SUPPORT,
  'removal force': FORCING,
  quote: { ...BILLING, grants: { approver: 'yes' } },
  buy: BILLING,
  'buy confirm': BILLING,
  reduce: BILLING,
  'reduce confirm': BILLING,
  statement: { ...ADMINISTRATION, grants: { approver: 'yes' } },
  usage: { ...ADMINISTRATION, grants: { approver: 'yes' } },
  requests: { ...BILLING, standard: 'own', enterpriseStandard: 'own', grants: { approver: 'yes' } },
  receipt: { ...ADMINISTRATION, standard: 'own', enterpriseStandard: 'own', grants: { approver: 'yes' } },
  charges: { ...EVERYONE, operator: true },
  // Its handler asks whether the request is one's own.
  remind: EVERYONE,
  // An administrator may name a delegate for somebody who left without doing so.
  delegate: { ...BILLING, grants: { approver: 'own' } },
  'delegate end': { ...BILLING, grants: { approver: 'own' } },
  'request review': EVERYONE,
  'request agree': EVERYONE,
  'request cancel': EVERYONE,
  // Who decides on a request is settled by the policy that was frozen into it, not by a role.
  approve: EVERYONE,
  edit: EVERYONE,
  comment: EVERYONE,
  ask: EVERYONE,
  answer: EVERYONE,
  reject: EVERYONE,
  permissions: { ...EVERYONE, operator: true },
  'permissions set': EDIT_PERMISSIONS,
  'permissions confirm': EDIT_PERMISSIONS,
  settings: { ...EVERYONE, operator: true },
  'settings set': APPOINTING,
  'settings confirm': APPOINTING,
  role: APPOINTING,
  grant: APPOINTING,
  revoke: APPOINTING,
  team: ENTERPRISE_MANAGEMENT,
  'team confirm': ENTERPRISE_MANAGEMENT,
  privacy: { ...USER_MANAGEMENT, standard: 'own', enterpriseStandard: 'granted-or-own' },
  'privacy confirm': SET_PRIVACY,
  'privacy example': EVERYONE,
  'reading object': EVERYONE,
  'reading allow': EVERYONE,
  channels: ADMINISTRATION,
  policy: ADMINISTRATION,
  'policy change': ADMINISTRATION,
  'policy rule': ADMINISTRATION,
  'policy drop': ADMINISTRATION,
  approvers: { ...ADMINISTRATION, grants: { approver: 'yes' } },
  // A grant like every other, and the operator may name the first.
  'approvers add': { ...APPOINTING, operator: true },
  'approvers remove': { ...APPOINTING, operator: true },
  status: OWN_OR_MANAGED,
  sync: { ...OWN_OR_MANAGED, setting: 'sync' },
  check: { ...USER_MANAGEMENT, grants: { support: 'yes' } },
  // Not to be read is a right, so nobody keeps it from members.
  pause: { ...OWN_OR_MANAGED, grants: {} },
  resume: { ...OWN_OR_MANAGED, grants: {} },
  link: { ...OWN_OR_MANAGED, grants: {}, setting: 'mailboxes' },
  unlink: { ...OWN_OR_MANAGED, grants: {} },
  'unlink confirm': { ...OWN_OR_MANAGED, grants: {} },
  // Whether a mailbox waits for somebody's agreement is looked at when they answer.
  'link review': EVERYONE,
  'link agree': EVERYONE,
  'link decline': EVERYONE,
  who: IN_CRM,
  people: IN_CRM,
  organizations: IN_CRM,
  lists: IN_CRM,
  'lists new': IN_CRM,
  'lists show': IN_CRM,
  'lists add': IN_CRM,
  'lists share': IN_CRM,
  'lists unshare': IN_CRM,
  'lists rename': IN_CRM,
  'lists delete': IN_CRM,
  'lists delete confirm': IN_CRM,
  note: IN_CRM,
  'note edit': IN_CRM,
  'note delete': IN_CRM,
  'note delete confirm': IN_CRM,
  notes: IN_CRM,
  value: { ...BILLING, grants: { approver: 'yes' } },
  'apikey new': { ...IN_CRM, setting: 'api-keys' },
  'apikey replace': { ...IN_CRM, setting: 'api-keys' },
  'apikey list': OWN_OR_MANAGED,
  'apikey revoke': OWN_OR_MANAGED,
  'apikey revoke confirm': OWN_OR_MANAGED,
  audit: ADMINISTRATION,
  'audit verify': ADMINISTRATION,
  'audit export': ADMINISTRATION,
  // Whose document it is is looked at when they answer; what it holds is read again under the rights of that moment.
  'document accept': EVERYONE,
  'document decline': EVERYONE,
  'account create': OPERATOR,
  'account set': OPERATOR,
} as const satisfies Record<string, PolicyRow>;

export type CommandName = keyof typeof POLICY;
