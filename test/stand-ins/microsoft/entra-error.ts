import { json } from '../http/exchange.ts';
import type { Answer } from '../http/exchange.ts';

type EntraRefusal = { readonly status: number; readonly error: string; readonly code: number; readonly text: string };

function refusal({ status, error, code, text }: EntraRefusal): Answer {
  const traceId = '0a6c1f5e-0000-4000-8000-000000000000';
  const description = `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${traceId}`;
  return json(status, {
    error,
    error_description: description,
    error_codes: [code],
    trace_id: traceId,
    correlation_id: traceId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  });
}

export const entraErrors = {
  unknownTenant: (key: string) =>
    refusal({
      status: 400,
      error: 'invalid_request',
      code: 90_002,
      text: `Tenant '${key}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    }),
  unknownApp: (clientId: string, tenantId: string) =>
    refusal({
      status: 400,
      error: 'unauthorized_client',
      code: 700_016,
      text: `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    }),
  invalidSecret: (clientId: string) =>
    refusal({
      status: 401,
      error: 'invalid_client',
      code: 7_000_215,
      text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    }),
  expiredSecret: (clientId: string) =>
    refusal({
      status: 401,
      error: 'invalid_client',
      code: 7_000_222,
      text: `The provided client secret keys for app '${clientId}' are expired.`,
    }),
  badAssertion: () =>
    refusal({
      status: 401,
      error: 'invalid_client',
      code: 700_027,
      text: 'The certificate with identifier used to sign the client assertion is not registered on application, or the signature is not valid.',
    }),
  noProof: () =>
    refusal({
      status: 401,
      error: 'invalid_client',
      code: 7_000_216,
      text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    }),
  invalidScope: (scope: string) =>
    refusal({
      status: 400,
      error: 'invalid_scope',
      code: 1_002_012,
      text: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    }),
  unsupportedGrant: () =>
    refusal({
      status: 400,
      error: 'unsupported_grant_type',
      code: 70_003,
      text: 'The app requested an unsupported grant type.',
    }),
  missingParameter: () =>
    refusal({
      status: 400,
      error: 'invalid_request',
      code: 900_144,
      text: 'The request body must contain the required parameters.',
    }),
} as const satisfies Record<string, (...args: never[]) => Answer>;
