/** Languages, their words, and addresses in them. */
import type { Language } from '../schema/index.ts';
import { en, type Words } from './en.ts';
import { zhCn } from './zh-cn.ts';

export type { Words };

const WORDS: Readonly<Record<Language, Words>> = { en, 'zh-cn': zhCn };

/** The site's own words in a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** The languages as routes: English has no prefix. For `getStaticPaths` of `[...lang]` pages. */
export const LANGUAGE_ROUTES: readonly {
  params: { lang: string | undefined };
  props: { language: Language };
}[] = [
  { params: { lang: undefined }, props: { language: 'en' } },
  { params: { lang: 'zh-cn' }, props: { language: 'zh-cn' } },
];

/** The address of a site path (`/issues/`) in a language, under the site's base path. Keeps `?…` and `#…`. */
export function address(path: string, language: Language): string {
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  return `${base}${language === 'en' ? '' : `/${language}`}${path}`;
}
