/** Events are JSON, commands are a form, interactions are JSON inside a form. Undefined for anything else. */
export function parseBody(body: Buffer, contentType: string | undefined): Record<string, unknown> | undefined {
  const text = body.toString('utf8');
  if (contentType?.startsWith('application/json') === true) return parseObject(text);
  if (contentType?.startsWith('application/x-www-form-urlencoded') !== true) return undefined;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parseObject(payload);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
