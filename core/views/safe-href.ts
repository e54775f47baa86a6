const SCHEMES: readonly string[] = ['https:', 'http:', 'mailto:'];

/** The address a link may lead to, in its normal form; undefined for anything a client could run instead of open. */
export function safeHref(href: string): string | undefined {
  const url = URL.parse(href);
  return url !== null && SCHEMES.includes(url.protocol) ? url.href : undefined;
}
