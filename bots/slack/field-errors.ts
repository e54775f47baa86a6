const LONGEST = 2000;

/**
 * Slack shows errors on the fields of the modal only and refuses the answer when it names another one: what belongs to
 * none of them is said on the first. Undefined when there is no field to say it on.
 */
export function errorsOnFields(
  errors: Readonly<Record<string, string>>,
  fields: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const [first] = fields;
  if (first === undefined) return undefined;
  const placed = new Map<string, string>();
  for (const [name, error] of Object.entries(errors)) {
    const field = fields.includes(name) ? name : first;
    const text = field === name ? error : `${name}: ${error}`;
    placed.set(
      field,
      [placed.get(field), text]
        .filter((part) => part !== undefined)
        .join(' ')
        .slice(0, LONGEST),
    );
  }
  return Object.fromEntries(placed);
}
