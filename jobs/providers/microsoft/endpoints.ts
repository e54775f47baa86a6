/** Where the vendor is reached; both without a slash at the end. A plain-HTTP authority is for stand-ins on this machine. */
export type MicrosoftEndpoints = { readonly graph: string; readonly authority: string };

export const MICROSOFT_ENDPOINTS: MicrosoftEndpoints = {
  graph: 'https://graph.microsoft.com',
  authority: 'https://login.microsoftonline.com',
};

/** The application's scope stays the vendor's own name, wherever Graph is reached. */
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
