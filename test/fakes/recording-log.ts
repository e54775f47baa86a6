import type { Log } from '../../core/log.ts';

export type LogLine = {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type RecordingLog = Log & { readonly lines: readonly LogLine[] };

export function createRecordingLog(): RecordingLog {
  const lines: LogLine[] = [];
  const record =
    (level: LogLine['level']): Log['info'] =>
    (fields, event) =>
      lines.push({ level, event, fields });
  return { lines, info: record('info'), warn: record('warn'), error: record('error') };
}
