import { z } from 'zod';

/** Slack knows a message by its conversation and its time stamp. */
export type Reference = { readonly channel: string; readonly ts: string };

const referenceSchema = z.tuple([z.string().min(1), z.string().regex(/^\d+\.\d+$/)]);

export function writeReference({ channel, ts }: Reference): string {
  return `${channel}:${ts}`;
}

export function readReference(reference: string): Reference {
  const [channel, ts] = referenceSchema.parse(reference.split(':'));
  return { channel, ts };
}
