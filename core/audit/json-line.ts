import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';

/** `line` counts from 1. */
export type UnreadableLine = { readonly kind: 'unreadable-line'; readonly line: number; readonly reason: string };

/** Text of one JSON value a line, each read strictly; an empty text has no lines. */
export function parseJsonLines<Line>(text: string, schema: z.ZodType<Line>): Result<readonly Line[], UnreadableLine> {
  const lines: Line[] = [];
  if (text === '') return ok(lines);
  for (const [index, source] of text.trimEnd().split('\n').entries()) {
    const parsed = parseLine(source, schema);
    if (!parsed.ok) return err({ kind: 'unreadable-line', line: index + 1, reason: parsed.error });
    lines.push(parsed.value);
  }
  return ok(lines);
}

function parseLine<Line>(source: string, schema: z.ZodType<Line>): Result<Line, string> {
  const json = parseJson(source);
  if (!json.ok) return json;
  const line = schema.safeParse(json.value);
  return line.success ? ok(line.data) : err(z.prettifyError(line.error));
}

function parseJson(source: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(source));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(error.message);
  }
}
