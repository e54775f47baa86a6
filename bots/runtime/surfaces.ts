import type { Express } from 'express';
import type { ProcessDeps, OpenCore } from './open-core.ts';
import type { ChatFiles } from '../../core/bulk/chat-files.ts';
import type { ChatDocuments, DocumentWay } from '../../core/documents/chat-documents.ts';
import type { PlatformUser } from '../../core/commands/inbound.ts';
import type { FrontDoor } from '../../core/commands/front-door.ts';
import type { ChatDirectory, ChatGateway } from '../../core/outbox/chat-gateway.ts';
import { createEmailGateway, EMAIL_SURFACE } from '../email/gateway.ts';
import { slackConfig, slackTokens, teamsConfig } from './config.ts';
import { smtpSender, smtpServer } from './smtp.ts';

/** One platform as a process uses it: the worker writes to it and looks people up, the web process also listens. */
export type Surface = {
  readonly name: string;
  readonly gateway: ChatGateway;
  readonly directory: ChatDirectory | undefined;
  /** Undefined where no file can be sent to us. */
  readonly files: ChatFiles | undefined;
  /** Undefined where nobody can be given a file. */
  readonly documents: ChatDocuments | undefined;
  /** Mounts the platform's endpoint; answers a function that waits for what is still being answered. */
  readonly listen: ((express: Express, frontDoor: FrontDoor) => () => Promise<void>) | undefined;
};

/** How a file reaches somebody on one of these surfaces. */
export function documentWaysOn(surfaces: readonly Surface[]): (user: PlatformUser) => DocumentWay | undefined {
  return ({ surface }) => surfaces.find(({ name }) => name === surface)?.documents?.kind;
}

type SurfaceDeps = ProcessDeps & Pick<OpenCore, 'addresses' | 'database'>;

/** Only the platforms that are configured; the SDK of one that is not is never loaded. */
export async function openSurfaces(deps: SurfaceDeps): Promise<readonly Surface[]> {
  const opened = await Promise.all([openSlack(deps), openTeams(deps), openEmail(deps)]);
  return opened.filter((surface) => surface !== undefined);
}

async function openSlack({ config, clock, log }: SurfaceDeps): Promise<Surface | undefined> {
  const slack = slackConfig(config);
  if (slack === undefined) return undefined;
  const [
    { createSlackApp },
    { createSlackGateway },
    { createSlackDirectory },
    { createSlackFiles },
    { createSlackDocuments },
  ] = await Promise.all([
    import('../slack/app.ts'),
    import('../slack/gateway.ts'),
    import('../slack/directory.ts'),
    import('../slack/files.ts'),
    import('../slack/documents.ts'),
  ]);
  const tokenOf = slackTokens(config);
  const alert = (problem: object) => log.error({ ...problem }, 'A message was refused by its own validator');
  return {
    name: 'slack',
    gateway: createSlackGateway({ slackApiUrl: slack.slackApiUrl, tokenOf, alert, log }),
    directory: createSlackDirectory({ slackApiUrl: slack.slackApiUrl, tokenOf, log }),
    files: createSlackFiles({ config: slack, tokenOf, log }),
    documents: createSlackDocuments({ config: slack, tokenOf, log }),
    listen: (express, frontDoor) =>
      createSlackApp({ config: slack, frontDoor, clock, log, alert, tokenOf, express }).drained,
  };
}

async function openTeams({
  config,
  clock,
  log,
  addresses: references,
  database,
}: SurfaceDeps): Promise<Surface | undefined> {
  const teams = teamsConfig(config);
  if (teams === undefined) return undefined;
  const [
    { createTeamsApp },
    { createAdapter },
    { createTeamsGateway },
    { createTeamsDirectory },
    { createTeamsFiles },
    { createTeamsDocuments },
  ] = await Promise.all([
    import('../teams/app.ts'),
    import('../teams/adapter.ts'),
    import('../teams/gateway.ts'),
    import('../teams/directory.ts'),
    import('../teams/files.ts'),
    import('../teams/documents.ts'),
  ]);
  const alert = (problem: object) => log.error({ ...problem }, 'A message was refused by its own validator');
  const adapter = createAdapter({ config: teams, clock, timeoutMs: teams.sendMs });
  const isKnownTenant = async (tenantId: string) =>
    (await database.registry.accountOf('teams', tenantId)) !== undefined;
  return {
    name: 'teams',
    gateway: createTeamsGateway({ config: teams, adapter, references, alert }),
    directory: createTeamsDirectory({ config: teams, adapter, references }),
    files: createTeamsFiles(fetch, teams),
    documents: createTeamsDocuments({ send: fetch, config: teams, adapter, references }),
    listen: (express, frontDoor) =>
      createTeamsApp({ config: teams, frontDoor, references, isKnownTenant, clock, log, alert, express }).settled,
  };
}

async function openEmail({ config, clock }: SurfaceDeps): Promise<Surface | undefined> {
  const smtp = smtpServer(config);
  if (smtp === undefined) return undefined;
  const gateway = createEmailGateway({
    clock,
    smtp,
    from: smtpSender(config),
    timeZone: 'UTC',
    whereToAct: 'open Usher in your company’s chat',
  });
  return {
    name: EMAIL_SURFACE,
    gateway,
    directory: undefined,
    files: undefined,
    documents: undefined,
    listen: undefined,
  };
}
