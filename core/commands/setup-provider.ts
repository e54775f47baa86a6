import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import { PROVIDER_NAMES, PROVIDERS, type Provider } from '../accounts/provider.ts';
import { credentialView, guideView } from '../credentials/credential-views.ts';
import { checkSoon, keepCredential, type KeepCredentialDeps } from '../credentials/keep-credential.ts';
import type { OrgCredential } from '../credentials/org-credential.ts';
import { PROVIDER_GUIDES } from '../credentials/provider-guides.ts';
import { readKeyFile } from '../credentials/read-key-file.ts';
import type { SecretFiles } from '../credentials/secret-files.ts';
import { absentWhenEmpty, addressArgument } from './arguments.ts';
import { command, type Command, type CommandContext } from './command.ts';
import type { PlatformUser } from './inbound.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { adminNotTakenView, exchangeView, fileRefusedView, notHereView } from './setup-provider-views.ts';
import { signature } from './signature.ts';

export type SetupProviderDeps = KeepCredentialDeps & {
  /** The disk, for somebody at the console of this process; undefined for everybody in a chat. */
  readonly secretFilesOf: (user: PlatformUser) => SecretFiles | undefined;
};

const args = z.object({
  keyFile: absentWhenEmpty(z.string().trim().max(4096, 'A path has at most 4,096 characters.')),
  admin: absentWhenEmpty(addressArgument),
});

const STEP = { group: 'account', example: '', reach: 'step', typed: [] } as const;
const named = z.object({ provider: z.enum(PROVIDERS) });

const CHECK = signature({ ...STEP, name: 'setup check', summary: 'Check the access to mailboxes again', args: named });
const STEPS = signature({ ...STEP, name: 'setup steps', summary: 'Show how to connect a mail system', args: named });

const EXCHANGE = signature({
  name: 'setup exchange',
  group: 'account',
  summary: 'Why Exchange on-premises cannot be connected',
  example: '/seat setup exchange',
  reach: 'typed',
  typed: [],
  args: z.object({}),
});

export function createSetupProvider(deps: SetupProviderDeps): readonly Command[] {
  return [
    ...PROVIDERS.map((provider) => setUp(deps, provider)),
    command({ signature: CHECK, run: ({ provider }, context) => checkAgain(deps, provider, context) }),
    command({ signature: STEPS, run: async ({ provider }) => privately(guideView(provider)) }),
    command({ signature: EXCHANGE, run: async () => privately(exchangeView()) }),
  ];
}

function setUp(deps: SetupProviderDeps, provider: Provider): Command {
  return command({
    signature: signature({
      name: `setup ${provider}`,
      group: 'account',
      summary: `Connect ${PROVIDER_NAMES[provider]}: the steps, and how the key is handed over`,
      example: `/seat setup ${provider}`,
      reach: 'typed',
      typed: [],
      args,
    }),
    run: ({ keyFile, admin }, context) =>
      keyFile === undefined ? showState(deps, provider, context) : takeKey(deps, context, { provider, keyFile, admin }),
  });
}

/** Asked for while it does not work, it is looked at again: that is what the person wants to know. */
async function showState(deps: SetupProviderDeps, provider: Provider, context: CommandContext): Promise<Reply> {
  const credential = await context.stores.credentials.of(provider);
  if (credential === undefined) return privately(guideView(provider));
  return credential.health.kind === 'ok'
    ? privately(credentialView(credential))
    : await checkAgain(deps, provider, context);
}

/** Without a health the next result is news, whatever it is, and is told. */
async function checkAgain(deps: SetupProviderDeps, provider: Provider, { stores }: CommandContext): Promise<Reply> {
  const credential = await stores.credentials.of(provider);
  if (credential === undefined) return privately(guideView(provider));
  const unchecked: OrgCredential = { ...credential, health: { kind: 'unchecked' }, version: credential.version + 1 };
  if (credential.health.kind !== 'unchecked') await stores.credentials.replace(credential, unchecked);
  await checkSoon(deps, stores, credential);
  return { kind: 'deferred', view: credentialView(unchecked) };
}

type Handover = { readonly provider: Provider; readonly keyFile: string; readonly admin: string | undefined };

async function takeKey(
  deps: SetupProviderDeps,
  context: CommandContext,
  { provider, keyFile, admin }: Handover,
): Promise<Reply> {
  const files = deps.secretFilesOf(context.from);
  if (files === undefined) return privately(notHereView(provider));
  if (admin !== undefined && !PROVIDER_GUIDES[provider].takesAdmin) return privately(adminNotTakenView(provider));

  const text = await files.read(keyFile);
  const key = text.ok ? readKeyFile(provider, text.value, admin) : text;
  if (!key.ok) return privately(fileRefusedView(provider, key.error));
  const { stores, account } = context;
  const credential = await keepCredential(deps, stores, {
    ...key.value,
    accountId: account.id,
    actor: auditActor(context),
  });
  return { kind: 'deferred', view: credentialView(credential) };
}
