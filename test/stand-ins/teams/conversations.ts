import { z } from 'zod';
import { channelUserId, personalChatId } from './people.ts';
import type { TeamsChannel, TeamsPerson } from './people.ts';

export type RecordedActivity = {
  readonly conversationId: string;
  readonly activityId: string;
  readonly replyToId: string | undefined;
  /** Every version, the posted one first. */
  readonly versions: readonly OutgoingActivity[];
  readonly isDeleted: boolean;
};

export type OutgoingActivity = z.infer<typeof outgoingActivity>;

export const outgoingActivity = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
});

export interface Conversations {
  readonly people: readonly TeamsPerson[];
  /** The people in a conversation that exists and that the bot is in. */
  readonly membersOf: (conversationId: string) => readonly TeamsPerson[] | undefined;
  readonly open: (memberId: string) => string | undefined;
  readonly post: (conversationId: string, activity: OutgoingActivity, replyToId?: string) => string;
  readonly change: (conversationId: string, activityId: string, activity: OutgoingActivity | 'deleted') => boolean;
  readonly activitiesIn: (conversationId: string) => readonly RecordedActivity[];
}

export type Population = { readonly people: readonly TeamsPerson[]; readonly channels: readonly TeamsChannel[] };

export function createConversations({ people, channels }: Population): Conversations {
  const recorded = new Map<string, RecordedActivity>();
  const personal = new Map<string, TeamsPerson>();
  let lastId = 1_764_000_000_000;
  return {
    people,
    membersOf: (id) => {
      const person = personal.get(id);
      return person === undefined ? channels.find((channel) => id.split(';')[0] === channel.id)?.members : [person];
    },
    open: (memberId) => {
      const person = people.find((each) => each.objectId === memberId || channelUserId(each) === memberId);
      if (person === undefined) return undefined;
      personal.set(personalChatId(person), person);
      return personalChatId(person);
    },
    post: (conversationId, activity, replyToId) => {
      lastId += 1;
      const activityId = String(lastId);
      recorded.set(activityId, { conversationId, activityId, replyToId, versions: [activity], isDeleted: false });
      return activityId;
    },
    change: (conversationId, activityId, activity) => {
      const old = recorded.get(activityId);
      if (old === undefined || old.conversationId !== conversationId || old.isDeleted) return false;
      const next = activity === 'deleted' ? { isDeleted: true } : { versions: [...old.versions, activity] };
      recorded.set(activityId, { ...old, ...next });
      return true;
    },
    activitiesIn: (id) => [...recorded.values()].filter(({ conversationId }) => conversationId === id),
  };
}
