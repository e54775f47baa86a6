import { z } from 'zod';
import { filePlace } from './file-place.ts';

/** The fields of an activity that we read; the Bot Connector writes null for absent as often as it leaves it out. */
export type TeamsActivity = z.infer<typeof activitySchema>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const account = z.object({ id: z.string().min(1), name: text, aadObjectId: text, role: text });

const mention = z.object({
  type: z.literal('mention'),
  text: text,
  mentioned: z.object({ id: z.string(), name: text }),
});

const timestamp = text.transform((value, context) => {
  if (value === undefined) return undefined;
  try {
    return Temporal.Instant.from(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'not an instant' });
    return z.NEVER;
  }
});

const file = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  content: z.object({ downloadUrl: z.url({ protocol: /^https$/ }).max(4096) }),
});

export const activitySchema = z.object({
  type: z.string().min(1),
  id: text,
  name: text,
  action: text,
  timestamp,
  serviceUrl: z.url({ protocol: /^https?$/ }),
  channelId: z.string().min(1),
  from: account,
  recipient: account,
  conversation: z.object({ id: z.string().min(1), tenantId: text, conversationType: text }),
  text,
  value: z.unknown().optional(),
  entities: z
    .array(z.unknown())
    .nullish()
    .transform((entities) => (entities ?? []).flatMap((entity) => mention.safeParse(entity).data ?? [])),
  channelData: z
    .object({ tenant: z.object({ id: text }).nullish(), channel: z.object({ name: text }).nullish() })
    .nullish()
    .transform((data) => ({ tenantId: data?.tenant?.id, channelName: data?.channel?.name })),
  /** Where the files lie that were sent along; whatever else a message carries is left out. */
  attachments: z
    .array(z.unknown())
    .nullish()
    .transform((all) => (all ?? []).flatMap((each) => file.safeParse(each).data?.content.downloadUrl ?? [])),
  membersAdded: z.array(account).nullish(),
});

export const executeValue = z.object({ action: z.object({ data: z.record(z.string(), z.unknown()) }) });

/** Which of the two contexts comes back says what was answered; they hold a stored action each. */
export const consentValue = z.object({
  type: z.literal('fileUpload'),
  action: z.enum(['accept', 'decline']),
  context: z.object({ action: z.string().min(1).max(200) }),
  uploadInfo: filePlace.nullish().transform((place) => place ?? undefined),
});

export const submitValue = z.record(z.string(), z.unknown());

/** Undefined also when the two places that name the tenant disagree. */
export function tenantOf({ conversation, channelData }: TeamsActivity): string | undefined {
  const { tenantId } = conversation;
  if (tenantId === undefined) return channelData.tenantId;
  return channelData.tenantId === undefined || channelData.tenantId === tenantId ? tenantId : undefined;
}
