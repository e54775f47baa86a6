import { PROVIDER_NAMES, type Provider } from '../accounts/provider.ts';
import { unreachable } from '../result.ts';
import type { Block, View } from '../views/view.ts';
import { CREDENTIAL_FAULT_TEXTS } from './credential-texts.ts';
import type { CredentialHealth, GrantedAccess, OrgCredential } from './org-credential.ts';
import { PROVIDER_GUIDES, type ProviderGuide } from './provider-guides.ts';

/** How to connect a mail system, step by step. */
export function guideView(provider: Provider): View {
  return {
    title: `Connect ${PROVIDER_NAMES[provider]}`,
    tone: 'neutral',
    blocks: guideBlocks(provider),
    actions: [{ kind: 'run', label: 'Show the whole setup', weight: 'plain', does: { command: 'setup', args: {} } }],
  };
}

function guideBlocks(provider: Provider): readonly Block[] {
  const guide: ProviderGuide = PROVIDER_GUIDES[provider];
  return [
    { kind: 'text', text: ['What the administrator of your mail system does:'] },
    { kind: 'list', items: guide.steps, total: guide.steps.length },
    { kind: 'facts', facts: [{ label: 'Then, on the console of Usher', value: [{ code: guide.handover }] }] },
    {
      kind: 'text',
      text: ['The file: ', ...guide.file, ' It is never sent through the chat, because the chat keeps it.'],
    },
    { kind: 'note', text: [guide.delay, ' ', guide.reach] },
  ];
}

/** How the access stands, told when it changes and answered when somebody asks. */
export function credentialView(credential: OrgCredential): View {
  const { provider, health, label } = credential;
  switch (health.kind) {
    case 'unchecked':
      return {
        title: `The access to ${PROVIDER_NAMES[provider]} is being checked`,
        tone: 'neutral',
        blocks: [
          { kind: 'text', text: ['What comes of it is sent to the Admins of this account as a message.'] },
          { kind: 'facts', facts: [{ label: 'Access', value: [label] }] },
        ],
        actions: [],
      };
    case 'ok':
      return workingView(credential, health);
    case 'failing':
      return failingView(credential, health);
    default:
      return unreachable(health);
  }
}

function workingView(
  { provider, label, expiresAt }: OrgCredential,
  { access, checkedAt }: Extract<CredentialHealth, { kind: 'ok' }>,
): View {
  return {
    title: `Mailboxes of ${PROVIDER_NAMES[provider]} can be read`,
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Access', value: [label] },
          { label: 'Reads', value: [ACCESS_WORDS[access]] },
          { label: 'Checked', value: [{ moment: checkedAt }] },
          ...(expiresAt === undefined ? [] : [{ label: 'Key expires', value: [{ moment: expiresAt }] }]),
        ],
      },
      { kind: 'note', text: ['It is checked daily, and a change is told to the Admins of this account.'] },
    ],
    actions: [{ kind: 'run', label: 'Show setup', weight: 'primary', does: { command: 'setup', args: {} } }],
  };
}

function failingView(
  { id, provider, label }: OrgCredential,
  { cause, since }: Extract<CredentialHealth, { kind: 'failing' }>,
): View {
  const { what, who } = CREDENTIAL_FAULT_TEXTS[cause];
  return {
    title: `Mailboxes of ${PROVIDER_NAMES[provider]} cannot be read`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [sentenceCase(what)] },
      {
        kind: 'facts',
        facts: [
          { label: 'Access', value: [label] },
          { label: 'Who can mend it', value: [who] },
          { label: 'Since', value: [{ moment: since }] },
          { label: 'Reference', value: [{ code: id }] },
        ],
      },
    ],
    actions: [
      { kind: 'run', label: 'Check again', weight: 'primary', does: { command: 'setup check', args: { provider } } },
      { kind: 'run', label: 'Show the steps', weight: 'plain', does: { command: 'setup steps', args: { provider } } },
    ],
  };
}

const ACCESS_WORDS = {
  headers: 'who wrote to whom, when, and the subject; no content',
  content: 'headers and content',
} as const satisfies Record<GrantedAccess, string>;

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
