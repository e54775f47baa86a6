import { LogLevel, type Logger } from '@slack/bolt';

/** The part of a structured logger that the Slack front end uses. */
export interface Log {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** What the SDK has to say, at warning level and above: its debug lines hold payloads. */
export function sdkLogger(log: Log): Logger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...detail) => log.warn({ detail: detail.map(String) }, 'Slack SDK warning'),
    error: (...detail) => log.error({ detail: detail.map(String) }, 'Slack SDK error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
