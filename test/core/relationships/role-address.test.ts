import { describe, expect, test } from 'vitest';
import { isRoleAddress, isUnattendedAddress } from '../../../core/relationships/role-address.ts';

describe('a role address', () => {
  test.each([
    'info',
    'sales',
    'support+123',
    'support-uk',
    'sales-2',
    'sales.de',
    'help-desk',
    'customer.service',
    'no-reply',
    'postmaster',
    'hr',
  ])('is %s@', (local) => {
    expect(isRoleAddress(`${local}@acme.example`)).toBe(true);
  });

  test.each(['jane', 'jane.doe', 'office.kim', 'salesman', 'rob.info', 'jane.it', 'press.smith', 'norah.reply'])(
    'is not %s@',
    (local) => {
      expect(isRoleAddress(`${local}@acme.example`)).toBe(false);
    },
  );
});

describe('an unattended address', () => {
  test.each([
    'no-reply',
    'noreply',
    'do_not_reply',
    'donotreply',
    'no.reply',
    'noreply-billing',
    'billing-noreply',
    'mailer-daemon',
    'postmaster',
    'bounces+jane=acme.example',
    'bounce-7',
    'notifications',
    'alerts',
    'ilug-admin-bounces',
    'ilug-request',
    'owner-ilug',
  ])('is %s@', (local) => {
    expect(isUnattendedAddress(`${local}@acme.example`)).toBe(true);
  });

  test.each(['info', 'jane', 'nora.reply', 'arno.reply', 'robotti', 'bouncer', 'owner'])('is not %s@', (local) => {
    expect(isUnattendedAddress(`${local}@acme.example`)).toBe(false);
  });
});
