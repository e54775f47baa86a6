export type GmailMethod =
  | 'users.getProfile'
  | 'users.labels.list'
  | 'users.labels.get'
  | 'users.history.list'
  | 'users.messages.list'
  | 'users.messages.get'
  | 'users.threads.get'
  | 'users.settings.sendAs.list';

export type GoogleQuota = {
  readonly costs: Readonly<Record<GmailMethod, number>>;
  readonly unitsPerUser: number;
  readonly unitsPerProject: number;
  readonly windowMs: number;
  /** Not published; peers meet "Too many concurrent requests for user" between 5 and 10. */
  readonly inFlightPerUser: number;
  /** After so many refusals within a window the user is shut out for `lockoutMs`. */
  readonly refusalsBeforeLockout: number;
  readonly lockoutMs: number;
  readonly directoryQueriesPerUser: number;
};

/** Projects made since 1 May 2026: developers.google.com/workspace/gmail/api/reference/quota. */
const current: GoogleQuota = {
  costs: {
    'users.getProfile': 1,
    'users.labels.list': 1,
    'users.labels.get': 1,
    'users.history.list': 2,
    'users.messages.list': 5,
    'users.messages.get': 20,
    'users.threads.get': 40,
    'users.settings.sendAs.list': 1,
  },
  unitsPerUser: 6_000,
  unitsPerProject: 1_200_000,
  windowMs: 60_000,
  inFlightPerUser: 5,
  refusalsBeforeLockout: 10,
  lockoutMs: 15 * 60_000,
  directoryQueriesPerUser: 2_400,
};

export type GoogleProfile = 'new' | 'legacy';

export const googleQuotas: Readonly<Record<GoogleProfile, GoogleQuota>> = {
  new: current,
  legacy: {
    ...current,
    costs: { ...current.costs, 'users.messages.get': 5, 'users.threads.get': 10 },
    unitsPerUser: 15_000,
  },
};
