import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { ConnectorFailure } from './connector-failure.ts';
import type { TeamsConfig } from './config.ts';

export interface ConnectorToken {
  readonly get: () => Promise<string>;
  /** After a 401: the next call fetches a new one. */
  readonly drop: () => void;
}

type Held = { readonly token: string; readonly usableUntil: Temporal.Instant };

// A 404 without an `error` field has been seen to come back as an empty token, so an empty one is no token.
const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

const MARGIN_SECONDS = 120;

/** The bot's own token by client credentials; one request at a time, kept until shortly before it ends. */
export function createConnectorToken(config: TeamsConfig, clock: Clock): ConnectorToken {
  let held: Held | undefined;
  let fetching: Promise<Held> | undefined;
  return {
    get: async () => {
      if (held !== undefined && Temporal.Instant.compare(clock.now(), held.usableUntil) < 0) return held.token;
      fetching ??= fetchToken(config, clock).finally(() => {
        fetching = undefined;
      });
      held = await fetching;
      return held.token;
    },
    drop: () => {
      held = undefined;
    },
  };
}

async function fetchToken(config: TeamsConfig, clock: Clock): Promise<Held> {
  const askedAt = clock.now();
  const answer = await askForToken(config);
  const lifetime = Math.max(1, answer.expires_in - MARGIN_SECONDS);
  return { token: answer.access_token, usableUntil: askedAt.add({ seconds: Math.floor(lifetime) }) };
}

async function askForToken(config: TeamsConfig): Promise<z.infer<typeof answerSchema>> {
  try {
    const response = await fetch(`${config.loginUrl.replace(/\/$/, '')}/oauth2/v2.0/token`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(config.sendMs),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: config.appId,
        client_secret: config.appPassword,
        scope: `${config.oauthScope}/.default`,
      }),
    });
    if (!response.ok) throw new Error(`The token endpoint answered ${response.status}`);
    return answerSchema.parse(await response.json());
  } catch (error) {
    // Whatever went wrong here, the message itself has not left.
    throw new ConnectorFailure({ kind: 'never-sent' }, { cause: error });
  }
}
