/**
 * Rows for `jsonb_to_recordset`: one parameter however many rows, so a page is one statement. What strangers write may
 * hold the null character and half a surrogate pair, which the database refuses.
 */
export function rowsParameter(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

function storable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
}
