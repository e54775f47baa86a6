import { createPublicKey } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';

export type ClientCertificate = {
  /** Base64url of the SHA-1 (`x5t`) or SHA-256 (`x5t#S256`) of the certificate's DER. */
  readonly thumbprints: readonly string[];
  readonly publicKeyPem: string;
};

type Signer = { readonly clientId: string; readonly certificates: readonly ClientCertificate[] };
type Asked = { readonly path: string; readonly currentDate: Date };

/** Whether one of the app's registered certificates signed the assertion, for this endpoint and at this time. */
export async function isSignedBy(
  { clientId, certificates }: Signer,
  assertion: string,
  { path, currentDate }: Asked,
): Promise<boolean> {
  try {
    const header = decodeProtectedHeader(assertion);
    const named = [header['x5t#S256'], header.x5t];
    const certificate = certificates.find(({ thumbprints }) =>
      thumbprints.some((thumbprint) => named.includes(thumbprint)),
    );
    if (certificate === undefined) return false;
    const { payload } = await jwtVerify(assertion, createPublicKey(certificate.publicKeyPem), {
      algorithms: ['RS256', 'PS256'],
      issuer: clientId,
      subject: clientId,
      currentDate,
      // The directory forgives five minutes of skew; MSAL rounds `nbf` up into the next second.
      clockTolerance: 300,
      requiredClaims: ['exp', 'aud'],
    });
    return [payload.aud].flat().some((audience) => audience !== undefined && new URL(audience).pathname === path);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
    throw error;
  }
}
