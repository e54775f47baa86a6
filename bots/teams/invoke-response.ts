import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { CARD_TYPE } from './outgoing.ts';

/** What an `adaptiveCard/action` is answered with; only the person who pressed sees any of it. */
export type InvokeResponse =
  | { readonly statusCode: 200; readonly type: typeof CARD_TYPE; readonly value: IAdaptiveCard }
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.activity.message'; readonly value: string }
  | {
      readonly statusCode: 400;
      readonly type: 'application/vnd.microsoft.error';
      readonly value: { readonly code: string; readonly message: string };
    };

export function cardResponse(value: IAdaptiveCard): InvokeResponse {
  return { statusCode: 200, type: CARD_TYPE, value };
}

export function textResponse(value: string): InvokeResponse {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

export const NOT_UNDERSTOOD: InvokeResponse = {
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message: 'This button could not be read. Ask for the message again.' },
};
