import type { Provider } from '../accounts/provider.ts';
import type { Inline } from '../views/view.ts';

export type ProviderGuide = {
  /** What the administrator of the mail system does, in order. */
  readonly steps: readonly (readonly Inline[])[];
  readonly delay: string;
  /** How far the access reaches at the provider, and what Usher does about it. */
  readonly reach: string;
  /** What stands in the file that is handed over. */
  readonly file: readonly Inline[];
  /** How it is handed over, as typed on the console. */
  readonly handover: string;
  readonly takesAdmin: boolean;
};

export const GOOGLE_SCOPES = [
  'https://www.googleapis.com/auth/gmail.metadata',
  'https://www.googleapis.com/auth/admin.directory.user.readonly',
] as const;

/** Everything about a provider's consoles and wording, in one place: vendors change them. */
export const PROVIDER_GUIDES = {
  google: {
    steps: [
      [
        'In the Cloud console: make a project, enable the ',
        { strong: 'Gmail API' },
        ' and the ',
        { strong: 'Admin SDK API' },
        ', make a service account and add a key of type JSON to it.',
      ],
      [
        'As a super administrator in the Admin console: ',
        {
          strong: 'Security, Access and data control, API controls, Manage domain-wide delegation, Add new',
        },
        '.',
      ],
      ['Client ID: the numeric ', { code: 'client_id' }, ' of the key file. It cannot be edited later.'],
      ['Scopes, to be pasted as they stand: ', { code: GOOGLE_SCOPES.join(',') }],
      ['Open the new entry and check that both scopes are listed; a missing one can be added there.'],
    ],
    delay: 'A delegation usually works within an hour and can take up to 24 hours.',
    reach:
      'A delegation covers the whole domain and cannot be limited at the provider. Usher therefore keeps its own list: it opens the mailboxes of members with a seat in a verified domain, and no other.',
    file: ['The JSON key of the service account, as it was downloaded.'],
    handover: 'setup google key-file:/path/key.json admin:admin@company.example',
    takesAdmin: true,
  },
  microsoft: {
    steps: [
      [
        'In the Entra admin centre: ',
        { strong: 'App registrations, New registration' },
        ', accounts in this organizational directory only, no redirect address.',
      ],
      [
        { strong: 'API permissions, Microsoft Graph, Application permissions' },
        ': add ',
        { code: 'User.Read.All' },
        ' and choose ',
        { strong: 'Grant admin consent' },
        '.',
      ],
      [
        'For the mailboxes, better: RBAC for Applications in Exchange Online. Give the app the role ',
        { code: 'Application Mail.ReadBasic' },
        ' with a management scope of the people who will have seats, and do not add the permission in Entra as well, because that opens every mailbox.',
      ],
      ['Without it: add the application permission ', { code: 'Mail.ReadBasic.All' }, ' and grant admin consent.'],
      [
        { strong: 'Certificates & secrets' },
        ': upload a certificate, or make a client secret and note the day it expires.',
      ],
    ],
    delay: 'A consent works within minutes; a new role assignment can take up to 2 hours.',
    reach:
      'The application permission covers every mailbox of the tenant. Usher therefore keeps its own list as well: it opens the mailboxes of members with a seat in a verified domain, and no other.',
    file: [
      'A JSON file with ',
      { code: '"tenantId"' },
      ', ',
      { code: '"clientId"' },
      ' and either ',
      { code: '"clientSecret"' },
      ' (with the day it ends as ',
      { code: '"expires": "2027-01-31"' },
      ', so that you are warned) or ',
      { code: '"certificate"' },
      ' (PEM with the private key, and the certificate itself if you want to be warned of its end) and ',
      { code: '"thumbprint"' },
      '.',
    ],
    handover: 'setup microsoft key-file:/path/credentials.json',
    takesAdmin: false,
  },
} as const satisfies Record<Provider, ProviderGuide>;
