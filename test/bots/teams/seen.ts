import type { TeamsPerson } from '../../stand-ins/teams/people.ts';
import type { SeenMessage } from '../../stand-ins/teams/teams-driver.ts';
import type { TeamsWorld } from './teams-world.ts';

export function only(messages: readonly SeenMessage[]): SeenMessage {
  const [message] = messages;
  if (message === undefined || messages.length > 1) throw new Error(`Expected one message, not ${messages.length}`);
  return message;
}

export function textsTo(world: TeamsWorld, person: TeamsPerson): readonly string[] {
  return world.driver.messagesTo(person).map(({ text }) => text);
}
