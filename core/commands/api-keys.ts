import { z } from 'zod';
import { auditActor } from '../accounts/audit-actor.ts';
import type { ActiveKey, ApiKey } from '../api-keys/api-key.ts';
import { movedApiKey } from '../api-keys/api-key-moves.ts';
import {
  askToRevokeView,
  keyFormOf,
  keyListView,
  keyOfferView,
  keyRevokedBeforeView,
  keyRevokedView,
  keyRevokedNoticeView,
  noKeyForView,
  noSuchKeyView,
  replaceKeyView,
} from '../api-keys/api-key-views.ts';
import { mayHaveKey } from '../api-keys/may-have-key.ts';
import { activeKeyIn, offerApiKey, type OfferDeps } from '../api-keys/offer-api-key.ts';
import { recordRevoked } from '../api-keys/record-revoked.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { idSchema, type Id } from '../ids.ts';
import { tell } from '../outbox/tell.ts';
import { absentWhenEmpty } from './arguments.ts';
import { actingMember, command, type Command, type CommandContext } from './command.ts';
import type { Reply } from './reply.ts';
import { privately } from './run-call.ts';
import { signature } from './signature.ts';

export type ApiKeysDeps = OfferDeps & {
  readonly audit: AuditTrail;
  /** Where people's browsers reach this installation. */
  readonly publicUrl: () => string;
};

const integration = z
  .string()
  .trim()
  .min(2, 'Say in at least two letters what will use the key.')
  .max(80, 'At most 80 characters.');

const NEW = signature({
  name: 'apikey new',
  group: 'account',
  summary: 'Make your key to the read API; it is shown once, on a page of its own',
  example: '/seat apikey new Warehouse export',
  reach: 'typed',
  typed: ['integration'],
  endsInText: true,
  args: z.object({ integration: absentWhenEmpty(integration) }),
});

const REPLACE = signature({
  name: 'apikey replace',
  group: 'account',
  summary: 'Make a key in the place of the one that is active',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ integration, key: idSchema('api-key') }),
});

const LIST = signature({
  name: 'apikey list',
  group: 'account',
  summary: 'Your API keys and when they were last used; with “all”, everybody’s',
  example: '/seat apikey list',
  reach: 'typed',
  typed: ['whose'],
  args: z.object({
    whose: absentWhenEmpty(z.string().trim().toLowerCase().pipe(z.literal('all', 'Write all, or nothing for yours.'))),
  }),
});

const REVOKE = signature({
  name: 'apikey revoke',
  group: 'account',
  summary: 'End an API key: yours, or the one that begins so',
  example: '/seat apikey revoke',
  reach: 'typed',
  typed: ['prefix'],
  args: z.object({ prefix: absentWhenEmpty(z.string().trim().max(60, 'Write the beginning as the list shows it.')) }),
});

const REVOKE_CONFIRM = signature({
  name: 'apikey revoke confirm',
  group: 'account',
  summary: 'End the API key that was named',
  example: '',
  reach: 'step',
  typed: [],
  args: z.object({ key: idSchema('api-key') }),
});

export function createApiKeys(deps: ApiKeysDeps): readonly Command[] {
  return [
    command({ signature: NEW, run: (args, context) => make(deps, args.integration, context, undefined) }),
    command({ signature: REPLACE, run: (args, context) => make(deps, args.integration, context, args.key) }),
    command({
      signature: LIST,
      isOwn: async ({ whose }) => whose === undefined,
      run: ({ whose }, context) => list(whose === 'all', context),
    }),
    command({
      signature: REVOKE,
      isOwn: async ({ prefix }, context) => isOwnKey(await keyOf(prefix, context), context),
      run: async ({ prefix }, context) => askToRevoke(await keyOf(prefix, context), context),
    }),
    command({
      signature: REVOKE_CONFIRM,
      isOwn: async ({ key }, context) => isOwnKey(await context.stores.apiKeys.get(key), context),
      run: ({ key }, context) => revoke(deps, key, context),
    }),
  ];
}

/** A key that is active is named first, with what breaks: only a member who was told of it lets it end. */
async function make(
  deps: ApiKeysDeps,
  wanted: string | undefined,
  context: CommandContext,
  told: Id<'api-key'> | undefined,
): Promise<Reply> {
  const { stores, account } = context;
  const member = actingMember(context);
  const may = await mayHaveKey(stores, account, member);
  if (!may.ok) return privately(noKeyForView(may.error));
  if (wanted === undefined) return { kind: 'form', form: keyFormOf() };
  const supersedes = activeKeyIn(await stores.apiKeys.ofMember(member.id));
  if (supersedes !== undefined && supersedes.id !== told) return privately(replaceKeyView(supersedes, wanted));
  const { offer, token } = await offerApiKey(deps, stores, member, { integration: wanted, supersedes });
  return privately(keyOfferView(offer, supersedes, new URL(`keys/${token}`, deps.publicUrl()).href));
}

async function list(isOfAll: boolean, context: CommandContext): Promise<Reply> {
  const { stores } = context;
  const own = actingMember(context);
  const keys = isOfAll ? await stores.apiKeys.all() : await stores.apiKeys.ofMember(own.id);
  return privately(keyListView(keys, isOfAll ? await stores.members.list() : undefined));
}

/** One's own active key where none is named; else the one that begins so, the shown part of a key. */
async function keyOf(prefix: string | undefined, context: CommandContext): Promise<ApiKey | undefined> {
  const { apiKeys } = context.stores;
  return prefix === undefined
    ? activeKeyIn(await apiKeys.ofMember(actingMember(context).id))
    : await apiKeys.byPrefix(prefix);
}

/** Nobody learns from a refusal whether somebody else’s key begins so. */
async function isOwnKey(key: ApiKey | undefined, context: CommandContext): Promise<boolean> {
  return key === undefined || key.memberId === actingMember(context).id;
}

async function askToRevoke(key: ApiKey | undefined, { stores }: CommandContext): Promise<Reply> {
  if (key === undefined) return privately(noSuchKeyView());
  if (key.state === 'revoked') return privately(keyRevokedBeforeView(key));
  return privately(askToRevokeView(key, await ownerOf(stores, key)));
}

async function revoke(deps: ApiKeysDeps, id: Id<'api-key'>, context: CommandContext): Promise<Reply> {
  const { stores, account, now } = context;
  const key = await stores.apiKeys.get(id);
  if (key === undefined) return privately(noSuchKeyView());
  const moved = movedApiKey(key, { kind: 'manual', at: now });
  if (!moved.ok) return privately(keyRevokedBeforeView(moved.error.key));
  await stores.apiKeys.replace(key, moved.value);
  await recordRevoked(deps, stores, moved.value, auditActor(context));
  const by = actingMember(context);
  if (key.memberId !== by.id)
    await tell(deps, stores, account.id, {
      key: `api-key.revoked:${key.id}`,
      subject: `api-key:${key.id}`,
      recipient: { kind: 'member', memberId: key.memberId },
      view: keyRevokedNoticeView(moved.value, by),
    });
  return privately(keyRevokedView(moved.value, await ownerOf(stores, key)));
}

async function ownerOf({ members }: CommandContext['stores'], { memberId }: Pick<ActiveKey, 'memberId'>) {
  const owner = await members.get(memberId);
  if (owner === undefined) throw new Error(`The owner of an API key ${memberId} is no member`);
  return owner;
}
