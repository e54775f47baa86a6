import { describe, expect, test } from 'vitest';
import { teamsConfigSchema } from '../../../bots/teams/config.ts';
import { REGISTRATION, TENANT } from './people.ts';

describe('the configuration', () => {
  test.each(['appId', 'appPassword', 'tenantId'] as const)('refuses to start without %s', (name) => {
    expect(teamsConfigSchema.safeParse({ ...REGISTRATION, [name]: ' ' }).success).toBe(false);
  });

  test('lets only an explicit playground go without them', () => {
    expect(teamsConfigSchema.safeParse({}).success).toBe(false);
    expect(teamsConfigSchema.safeParse({ mode: 'playground' }).success).toBe(true);
  });

  test('takes the token from the home tenant unless told otherwise', () => {
    expect(teamsConfigSchema.parse(REGISTRATION).loginUrl).toBe(`https://login.microsoftonline.com/${TENANT}`);
  });

  test('permits no clock skew above five minutes', () => {
    expect(teamsConfigSchema.safeParse({ ...REGISTRATION, clockSkewSeconds: 301 }).success).toBe(false);
    expect(teamsConfigSchema.safeParse({ ...REGISTRATION, clockSkewSeconds: 300 }).success).toBe(true);
  });

  test('takes a further issuer only if it names the home tenant', () => {
    const openIdMetadataUrl = 'https://login.microsoftonline.com/x/.well-known/openid-configuration';
    const withIssuer = (issuer: string): boolean =>
      teamsConfigSchema.safeParse({ ...REGISTRATION, extraIssuers: [{ issuer, openIdMetadataUrl }] }).success;

    expect(withIssuer(`https://sts.windows.net/${TENANT}/`)).toBe(true);
    expect(withIssuer('https://sts.windows.net/somebody-else/')).toBe(false);
  });
});
