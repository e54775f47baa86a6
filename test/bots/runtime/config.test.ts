import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readConfig, settingsTable, slackTokens, slackConfig, teamsConfig } from '../../../bots/runtime/config.ts';

describe('the configuration', () => {
  test('is the table of the README', async () => {
    const readme = await readFile('README.md', 'utf8');

    const table = /<!-- settings -->\n(?<table>[\s\S]*?)\n<!-- \/settings -->/u.exec(readme)?.groups?.['table'];

    expect(table).toBe(settingsTable());
  });

  test('names the setting that is wrong and why', () => {
    expect(() => readConfig({ PORT: 'eighty' })).toThrow(/PORT: /u);
    expect(() => readConfig({ SMTP_URL: 'http://mail' })).toThrow(/SMTP_URL: /u);
  });

  test('takes an empty setting for an absent one', () => {
    expect(readConfig({ PORT: '' }).PORT).toBe(3978);
  });

  test('has no platform where none is configured', () => {
    const config = readConfig({});

    expect(slackConfig(config)).toBeUndefined();
    expect(teamsConfig(config)).toBeUndefined();
  });

  test('keeps a Slack token per workspace, also when it holds the sign that separates them', async () => {
    const tokenOf = slackTokens(readConfig({ SLACK_BOT_TOKENS: 'T1=xoxb-a=b, T2=xoxb-c' }));

    expect([await tokenOf('T1'), await tokenOf('T2'), await tokenOf('T3')]).toEqual(['xoxb-a=b', 'xoxb-c', undefined]);
  });

  test('refuses a Teams bot that lacks its tenant', () => {
    expect(() => teamsConfig(readConfig({ TEAMS_APP_ID: 'a', TEAMS_APP_PASSWORD: 'b' }))).toThrow(/tenantId/u);
  });
});
