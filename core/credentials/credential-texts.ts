import type { CredentialFault } from './org-credential.ts';

type FaultText = { readonly what: string; readonly who: string };

const MAIL_ADMIN = 'the administrator of your mail system';

/** Each cause in plain words, with the person who can mend it. */
export const CREDENTIAL_FAULT_TEXTS = {
  'key-refused': {
    what: 'the key or secret was refused.',
    who: `${MAIL_ADMIN}: make a new key and hand it over on the console`,
  },
  'secret-expired': {
    what: 'the client secret has expired.',
    who: `${MAIL_ADMIN}: make a new secret and hand it over on the console`,
  },
  'delegation-missing': {
    what: 'the service account is not delegated to the whole domain yet; a change takes up to 24 hours.',
    who: 'a super administrator of your mail system',
  },
  'scope-missing': { what: 'a scope that Usher needs is not granted.', who: MAIL_ADMIN },
  'unknown-tenant': { what: 'the tenant does not exist.', who: 'an Admin here: check the tenant id' },
  'consent-missing': { what: 'an administrator has not consented to the application permissions.', who: MAIL_ADMIN },
  unreachable: { what: 'the mail system could not be reached.', who: 'nobody: Usher tries again by itself' },
} as const satisfies Record<CredentialFault, FaultText>;
