/**
 * Syntax colours as classes instead of style attributes, which a strict content security policy forbids.
 *
 * Shiki's `css-variables` theme colours every token with `var(--shiki-…)`; each variable becomes the class `tk-…`,
 * and src/styles/code.css gives the classes their light and dark colours.
 */
import { codeToHtml, createCssVariablesTheme, type ShikiTransformer } from 'shiki';
import { parseTemplate, type ValueName } from '../engine/index.ts';

/** The theme whose colours are variables, for fenced code and for code from the data. */
export const theme = createCssVariablesTheme();

/** Turns `style="color:var(--shiki-token-string)"` into `class="tk-string"`. */
export function shikiClasses(): ShikiTransformer {
  return {
    name: 'classes-for-styles',
    pre(node) {
      delete node.properties.style;
    },
    span(node) {
      const style = String(node.properties.style ?? '');
      delete node.properties.style;
      const variable = /--shiki-(?:token-)?([a-z-]+)/.exec(style)?.[1];
      if (variable && variable !== 'foreground') this.addClassToHast(node, `tk-${variable}`);
    },
  };
}

/**
 * Highlights code that may hold `{{value}}` placeholders: each becomes `<span data-v="name">` around the text that
 * `show` gives, so that the browser can fill in the reader's values without touching the rest.
 */
export async function highlight(
  code: string,
  lang: 'sh' | 'yaml' | 'text',
  show: (name: ValueName) => string,
): Promise<string> {
  let text = '';
  const spans: { start: number; end: number; name: ValueName }[] = [];
  for (const part of parseTemplate(code.replace(/\n$/, ''))) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const shown = show(part.value);
    spans.push({ start: text.length, end: text.length + shown.length, name: part.value });
    text += shown;
  }
  return codeToHtml(text, {
    lang,
    theme,
    transformers: [shikiClasses()],
    decorations: spans.map(({ start, end, name }) => ({
      start,
      end,
      properties: { 'data-v': name },
    })),
  });
}
