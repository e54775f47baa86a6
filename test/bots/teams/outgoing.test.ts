import { describe, expect, test } from 'vitest';
import { messageActivity } from '../../../bots/teams/outgoing.ts';
import { renderView } from '../../../bots/teams/render.ts';
import { aView, runAction } from '../../fixtures/view-parts.ts';

const MESSAGE = renderView(aView({ title: 'Approve *a* seat', actions: [runAction('Approve', 1)] }));

describe('what leaves', () => {
  test('is the card with a summary for the notification', () => {
    const alerts: unknown[] = [];

    const activity = messageActivity(MESSAGE, (alert) => alerts.push(alert));

    expect(activity).toEqual({
      type: 'message',
      summary: 'Approve *a* seat',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: MESSAGE.card }],
    });
    expect(alerts).toEqual([]);
  });

  test('is the text and an alert when the card is not valid', () => {
    const alerts: unknown[] = [];
    const broken = JSON.parse('{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Nonsense"}]}');

    const activity = messageActivity({ ...MESSAGE, card: broken }, (alert) => alerts.push(alert));

    expect(activity).toEqual({ type: 'message', text: 'Approve *a* seat\n\n[Approve]', textFormat: 'plain' });
    expect(alerts).toMatchObject([{ kind: 'invalid-card' }]);
  });
});
