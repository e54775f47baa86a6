import { createApp } from '../core/app.ts';
import type { FrontDoor } from '../core/commands/front-door.ts';
import type { PlatformUser } from '../core/commands/inbound.ts';
import type { OpenCore, ProcessDeps } from './runtime/open-core.ts';
import type { Surface } from './runtime/surfaces.ts';
import { createWebServer } from './runtime/web-server.ts';
import type { SecretFiles } from '../core/credentials/secret-files.ts';

export type BotsDeps = ProcessDeps &
  OpenCore & {
    readonly surfaces: readonly Surface[];
    readonly isOperator: (user: PlatformUser) => boolean;
    readonly secretFiles: SecretFiles | undefined;
  };

export type Bots = { readonly frontDoor: FrontDoor; readonly url: string; readonly stop: () => Promise<void> };

/** The web process: every configured platform on one server, in front of one front door. */
export async function startBots({
  config,
  core,
  database,
  surfaces,
  isOperator,
  secretFiles,
}: BotsDeps): Promise<Bots> {
  const { frontDoor } = createApp({ ...core, isOperator, secretFiles });
  const web = createWebServer({ host: config.HOST, port: config.PORT, ready: database.ping });
  const settle = surfaces.flatMap((surface) => surface.listen?.(web.express, frontDoor) ?? []);
  const url = await web.start();
  return {
    frontDoor,
    url,
    stop: async () => {
      await web.stop();
      await Promise.all(settle.map((settled) => settled()));
    },
  };
}
