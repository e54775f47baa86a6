import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../stand-ins/clock/scaled-clock.ts';
import { createResponseUrls, type ResponseMessage } from '../../stand-ins/slack/response-urls.ts';
import { startLoopback } from '../../stand-ins/http/loopback-server.ts';
import { createOpenViews } from '../../stand-ins/slack/open-views.ts';
import { asForm, deliver } from '../../stand-ins/slack/sign.ts';
import { createThrottle } from '../../stand-ins/slack/throttle.ts';
import { createTriggers } from '../../stand-ins/slack/triggers.ts';

const NOW = Temporal.Instant.from('2026-11-22T14:05:00Z');
const MESSAGE = JSON.stringify({ replace_original: false, text: 'Heard' });

describe('the Slack stand-in is no kinder than Slack', () => {
  test('a trigger opens one view', () => {
    const triggers = createTriggers(createManualClock(NOW));
    const trigger = triggers.issue('U1');

    expect(triggers.exchange(trigger)).toEqual({ user: 'U1' });
    expect(triggers.exchange(trigger)).toEqual({ error: 'exchanged_trigger_id' });
  });

  test('a trigger is dead after three seconds', () => {
    const clock = createManualClock(NOW);
    const triggers = createTriggers(clock);
    const [first, second] = [triggers.issue('U1'), triggers.issue('U1')];

    clock.advance({ seconds: 3 });
    expect(triggers.exchange(first)).toEqual({ user: 'U1' });
    clock.advance({ milliseconds: 1 });
    expect(triggers.exchange(second)).toEqual({ error: 'expired_trigger_id' });
  });

  test('a trigger that was never issued opens nothing', () => {
    expect(createTriggers(createManualClock(NOW)).exchange('made-up')).toEqual({ error: 'invalid_trigger_id' });
  });

  test('a response_url is used up after five answers', async () => {
    const { urls, shown } = responseUrls();
    const path = new URL(urls.issue('U1', 'C1')).pathname;

    for (let nth = 0; nth < 5; nth += 1) expect(await urls.take(path, MESSAGE)).toMatchObject({ status: 200 });

    expect(await urls.take(path, MESSAGE)).toMatchObject({ status: 404, body: { error: 'used_url' } });
    expect(shown).toHaveLength(5);
  });

  test('a response_url is dead after thirty minutes', async () => {
    const { urls, clock } = responseUrls();
    const path = new URL(urls.issue('U1', 'C1')).pathname;

    clock.advance({ minutes: 31 });

    expect(await urls.take(path, MESSAGE)).toMatchObject({ status: 404, body: { error: 'expired_url' } });
  });

  test('a response_url refuses an answer that would replace a shared card', async () => {
    const { urls } = responseUrls();
    const path = new URL(urls.issue('U1', 'C1')).pathname;

    expect(await urls.take(path, JSON.stringify({ replace_original: true, text: 'x' }))).toMatchObject({ status: 400 });
  });

  test('one channel takes one message a second after a short burst, another has its own', () => {
    const clock = createManualClock(NOW);
    const throttle = createThrottle(clock);
    for (let nth = 0; nth < 4; nth += 1) expect(throttle.secondsToWait('chat.postMessage', 'C1')).toBeUndefined();

    expect(throttle.secondsToWait('chat.postMessage', 'C1')).toBe(1);
    expect(throttle.secondsToWait('chat.postMessage', 'C2')).toBeUndefined();
    clock.advance({ seconds: 1 });
    expect(throttle.secondsToWait('chat.postMessage', 'C1')).toBeUndefined();
    expect(throttle.secondsToWait('chat.postMessage', 'C1')).toBe(1);
  });

  test('the workspace takes some hundred messages a minute, in however many channels', () => {
    const clock = createManualClock(NOW);
    const throttle = createThrottle(clock);
    for (let nth = 0; nth < 300; nth += 1)
      expect(throttle.secondsToWait('chat.postMessage', `C${nth}`)).toBeUndefined();

    expect(throttle.secondsToWait('chat.postMessage', 'C-new')).toBe(1);
    clock.advance({ seconds: 1 });
    expect(throttle.secondsToWait('chat.postMessage', 'C-new')).toBeUndefined();
  });

  test('an error stands on an input of the view, and nowhere else', () => {
    const views = createOpenViews();
    views.opened('U1', aModal());

    views.showErrors('U1', { name: 'Too short.' });

    expect(views.of('U1')?.errors).toEqual({ name: 'Too short.' });
    expect(() => views.showErrors('U1', { nobody: 'Too short.' })).toThrow('no such input');
  });

  test('an app that does not answer within three seconds has not answered', async () => {
    await using silent = await startLoopback(createManualClock(NOW), () => new Promise(() => {}));
    const target = { url: silent.url, signingSecret: 'x', clock: createManualClock(NOW) };

    expect(await deliver(target, asForm({ command: '/seat' }))).toMatchObject({
      status: 504,
      body: 'operation_timeout',
    });
  });

  test('a method has the calls of its tier', () => {
    const throttle = createThrottle(createManualClock(NOW));
    for (let nth = 0; nth < 50; nth += 1)
      expect(throttle.secondsToWait('conversations.open', undefined)).toBeUndefined();

    expect(throttle.secondsToWait('conversations.open', undefined)).toBe(2);
  });
});

function aModal() {
  const element = { type: 'plain_text_input', action_id: 'a' };
  return {
    id: 'V1',
    hash: '1',
    type: 'modal',
    callback_id: 'c',
    private_metadata: '',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [{ type: 'input', block_id: 'name', label: plain('Name'), element }],
  };
}

function plain(text: string) {
  return { type: 'plain_text', text };
}

function responseUrls() {
  const clock = createManualClock(NOW);
  const shown: ResponseMessage[] = [];
  const show = async (message: ResponseMessage): Promise<void> => {
    shown.push(message);
  };
  return {
    clock,
    shown,
    urls: createResponseUrls({ clock, root: () => 'http://127.0.0.1:1', show, fetchImage: async () => undefined }),
  };
}
