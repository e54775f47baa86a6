import { teamsConfigSchema } from '../../../bots/teams/config.ts';
import type { TeamsConfig, TeamsConfigInput } from '../../../bots/teams/config.ts';
import type { BotConnector } from './bot-connector.ts';

/** The bot's configuration with every vendor address leading to the stand-in. */
export function configFor({ url, serviceUrl, registration }: BotConnector, more: TeamsConfigInput = {}): TeamsConfig {
  return teamsConfigSchema.parse({
    ...registration,
    loginUrl: `${url}/${registration.tenantId}`,
    openIdMetadataUrl: `${url}/openid`,
    emulatorOpenIdMetadataUrl: `${url}/openid`,
    oauthUrl: url,
    serviceOrigins: [url],
    defaultServiceUrl: serviceUrl,
    ...more,
  });
}
