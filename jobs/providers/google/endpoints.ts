/** Where the vendor is reached; roots end without a slash. */
export type GoogleEndpoints = {
  readonly gmail: string;
  readonly directory: string;
  readonly token: string;
};

export const GOOGLE_ENDPOINTS: GoogleEndpoints = {
  gmail: 'https://gmail.googleapis.com',
  directory: 'https://admin.googleapis.com',
  token: 'https://oauth2.googleapis.com/token',
};

const SCOPE = 'https://www.googleapis.com/auth/';

export const GOOGLE_SCOPES = {
  headers: `${SCOPE}gmail.metadata`,
  content: `${SCOPE}gmail.readonly`,
  directory: `${SCOPE}admin.directory.user.readonly`,
} as const;

export type GoogleScope = (typeof GOOGLE_SCOPES)[keyof typeof GOOGLE_SCOPES];
