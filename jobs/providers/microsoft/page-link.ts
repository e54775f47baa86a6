/**
 * The query of a link to the next page, or undefined when the link leads anywhere but to the same list: links are
 * fetched with a token. Paths come in the form `users('id')` too, and functions with or without their namespace.
 */
export function queryOfLink(
  link: string,
  { graph, path }: { readonly graph: string; readonly path: string },
): string | undefined {
  const url = URL.parse(link);
  if (url === null || url.origin !== new URL(graph).origin || url.username !== '' || url.search === '')
    return undefined;
  const wanted = segmentsOf(`/v1.0${path}`);
  const named = segmentsOf(url.pathname);
  if (named === undefined || wanted === undefined || named.length !== wanted.length) return undefined;
  const isSame = wanted.every((segment, at) => {
    const other = named[at] ?? '';
    // The person may be named by another of their keys; the folder's id is case-sensitive.
    return at === USER_AT || segment === other || (at !== FOLDER_AT && segment.toLowerCase() === other.toLowerCase());
  });
  return isSame ? url.search : undefined;
}

/** /v1.0/users/{user}/mailFolders/{folder}/… */
const USER_AT = 2;
const FOLDER_AT = 4;

function segmentsOf(path: string): readonly string[] | undefined {
  try {
    return decodeURIComponent(path)
      .replaceAll(/\('([^']*)'\)/g, '/$1')
      .replaceAll('()', '')
      .replaceAll('microsoft.graph.', '')
      .split('/')
      .filter((segment) => segment !== '');
  } catch {
    // Broken percent-encoding is no path of ours.
    return undefined;
  }
}
