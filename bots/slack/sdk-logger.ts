import { LogLevel, type Logger } from '@slack/bolt';
import type { Log } from '../../core/log.ts';

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
