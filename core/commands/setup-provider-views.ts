import { PROVIDER_NAMES, PROVIDERS, type Provider } from '../accounts/provider.ts';
import { keyFileRefusedText } from '../credentials/key-file-texts.ts';
import { PROVIDER_GUIDES } from '../credentials/provider-guides.ts';
import type { View } from '../views/view.ts';

/** A path that is typed in a chat would be read from the disk of a machine that the person does not sit at. */
export function notHereView(provider: Provider): View {
  return {
    title: 'A key file is taken on the console only',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: ['It lies on the machine that runs Usher, so it is named there, by an Admin or the operator:'],
      },
      { kind: 'facts', facts: [{ label: 'On the console', value: [{ code: PROVIDER_GUIDES[provider].handover }] }] },
    ],
    actions: [
      { kind: 'run', label: 'Show the steps', weight: 'primary', does: { command: 'setup steps', args: { provider } } },
    ],
  };
}

export function adminNotTakenView(provider: Provider): View {
  return {
    title: `${PROVIDER_NAMES[provider]} needs no admin address`,
    tone: 'attention',
    blocks: [
      { kind: 'text', text: ['Leave the option out: the application acts as itself. Nothing was read or stored.'] },
      { kind: 'facts', facts: [{ label: 'Example', value: [{ code: PROVIDER_GUIDES[provider].handover }] }] },
    ],
    actions: [],
  };
}

export function fileRefusedView(provider: Provider, refused: Parameters<typeof keyFileRefusedText>[0]): View {
  return {
    title: `The key for ${PROVIDER_NAMES[provider]} was not taken`,
    tone: 'bad',
    blocks: [
      { kind: 'text', text: [keyFileRefusedText(refused), ' Nothing was stored, and what was there before stands.'] },
      { kind: 'text', text: ['What is expected: ', ...PROVIDER_GUIDES[provider].file] },
    ],
    actions: [
      { kind: 'run', label: 'Show the steps', weight: 'primary', does: { command: 'setup steps', args: { provider } } },
    ],
  };
}

export function exchangeView(): View {
  return {
    title: 'Exchange on-premises cannot be connected',
    tone: 'attention',
    blocks: [
      {
        kind: 'text',
        text: [
          `Sync Only seats read mailboxes in the cloud, of ${PROVIDERS.map((provider) => PROVIDER_NAMES[provider]).join(' or ')}. A mailbox on a server of your own has to be moved there first; in a hybrid set-up the people whose mailboxes have been moved can be invited.`,
        ],
      },
    ],
    actions: PROVIDERS.map(
      (provider) =>
        ({
          kind: 'run',
          label: `Connect ${PROVIDER_NAMES[provider]}`,
          weight: 'plain',
          does: { command: `setup ${provider}`, args: {} },
        }) as const,
    ),
  };
}
