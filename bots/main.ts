import type { App } from '../core/app.ts';
import type { OpenCore, ProcessDeps } from './runtime/open-core.ts';
import type { Surface } from './runtime/surfaces.ts';
import { createWebServer } from './runtime/web-server.ts';
import { createReadApi } from './web/api/read-api.ts';
import { createKeyPage } from './web/keys/key-page.ts';
import { createUsagePictures } from './web/pictures/usage-pictures.ts';

export type BotsDeps = ProcessDeps &
  OpenCore & {
    readonly surfaces: readonly Surface[];
    readonly app: App;
  };

export type Bots = { readonly url: string; readonly stop: () => Promise<void> };

/** The web process: every configured platform on one server, in front of one front door. */
export async function startBots({ config, core, database, surfaces, app }: BotsDeps): Promise<Bots> {
  const web = createWebServer({ host: config.HOST, port: config.PORT, ready: database.ping });
  web.express.use('/api/v1', createReadApi({ ...core, requestsPerMinute: config.API_REQUESTS_PER_MINUTE }));
  web.express.use('/keys', createKeyPage(core));
  web.express.use('/pictures', createUsagePictures(core));
  const settle = surfaces.flatMap((surface) => surface.listen?.(web.express, app.frontDoor) ?? []);
  const url = await web.start();
  return {
    url,
    stop: async () => {
      await web.stop();
      await Promise.all(settle.map((settled) => settled()));
    },
  };
}
