/**
 * Which values does a text name, and what does it say with them filled in?
 *
 * A value is written `{{name}}`. Errors  RangeError for a name that is none of VALUE_NAMES.
 */

import { VALUE_NAMES, type ValueName } from '../schema/values.ts';

export type { ValueName };

/** Values by name. A missing one is not known for this selection. */
export type Values = Readonly<Partial<Record<ValueName, string>>>;

export type TemplatePart = { readonly text: string } | { readonly value: ValueName };

/** Splits a text at its `{{name}}` placeholders. Throws a RangeError for an unknown name. */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const [index, piece] of text.split(/\{\{\s*(\w+)\s*\}\}/).entries()) {
    if (index % 2 === 0) {
      if (piece !== '') parts.push({ text: piece });
      continue;
    }
    if (!(VALUE_NAMES as readonly string[]).includes(piece)) {
      throw new RangeError(`{{${piece}}} is not a value; use one of ${VALUE_NAMES.join(', ')}.`);
    }
    parts.push({ value: piece as ValueName });
  }
  return parts;
}

/** The text with its values filled in. `blank` gives the words for a value that is missing. */
export function fillTemplate(
  text: string,
  values: Values,
  blank: (name: ValueName) => string,
): string {
  return parseTemplate(text)
    .map((part) => ('text' in part ? part.text : (values[part.value] ?? blank(part.value))))
    .join('');
}
