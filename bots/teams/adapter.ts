import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Activity, TurnContext } from 'botbuilder';
import type { Clock } from '../../core/clock.ts';
import { ConnectorFailure } from './connector-failure.ts';
import { createConnectorToken } from './connector-token.ts';
import type { ConnectorToken } from './connector-token.ts';
import { createOnceHttpClient } from './once-http-client.ts';
import type { TeamsConfig } from './config.ts';

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
export type Conversations = Awaited<ReturnType<ConnectorFactory['create']>>['conversations'];
type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/** The SDK's adapter without its own authentication, which decodes a token before it has verified it. */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: ConfigurationBotFrameworkAuthentication;
  readonly #config: TeamsConfig;

  constructor(authentication: ConfigurationBotFrameworkAuthentication, config: TeamsConfig) {
    super(authentication);
    this.#authentication = authentication;
    this.#config = config;
  }

  /** Runs a turn for an activity that `authenticity.ts` has let in. */
  async turn(activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const claimsIdentity = this.createClaimsIdentity(this.#config.appId);
    const connectorFactory = this.#authentication.createConnectorFactory(claimsIdentity);
    const { oauthScope: audience, callerId } = this.#config;
    await this.processActivity({ audience, callerId, claimsIdentity, connectorFactory }, activity, logic);
  }

  /** The Bot Connector of one service URL. A token goes only to an origin that configuration names. */
  async conversationsAt(serviceUrl: string): Promise<Conversations> {
    if (!isServiceOrigin(this.#config, serviceUrl)) {
      throw new ConnectorFailure({ kind: 'not-allowed', reason: 'service-origin' });
    }
    const factory = this.#authentication.createConnectorFactory(this.createClaimsIdentity(this.#config.appId));
    return (await factory.create(serviceUrl, this.#config.oauthScope)).conversations;
  }
}

export function isServiceOrigin(config: TeamsConfig, serviceUrl: string): boolean {
  const url = URL.parse(serviceUrl);
  return url !== null && config.serviceOrigins.includes(url.origin) && url.username === '' && url.password === '';
}

export type AdapterDeps = { readonly config: TeamsConfig; readonly clock: Clock; readonly timeoutMs: number };

export function createAdapter({ config, clock, timeoutMs }: AdapterDeps): TeamsAdapter {
  const token = createConnectorToken(config, clock);
  const httpClient = createOnceHttpClient({ clock, timeoutMs, onUnauthorized: token.drop });
  // One key set switches all of the SDK's defaults off, so all are set.
  const addresses = {
    ToChannelFromBotLoginUrl: config.loginUrl,
    ToChannelFromBotOAuthScope: config.oauthScope,
    ToBotFromChannelTokenIssuer: config.tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: config.openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: config.emulatorOpenIdMetadataUrl,
    OAuthUrl: config.oauthUrl,
    CallerId: config.callerId,
  };
  const credentials = credentialsFactory(config, token);
  const authentication = new ConfigurationBotFrameworkAuthentication(addresses, credentials, undefined, undefined, {
    httpClient,
  });
  return new TeamsAdapter(authentication, config);
}

function credentialsFactory(config: TeamsConfig, token: ConnectorToken): CredentialsFactory {
  return {
    isValidAppId: async (appId) => appId === config.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        if (config.mode === 'live') request.headers.set('authorization', `Bearer ${await token.get()}`);
        return request;
      },
    }),
  };
}
