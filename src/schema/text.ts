/** Languages of the site, in the order they are offered. `en` is the source language. */
export const LANGUAGES = ['en', 'zh-cn'] as const;
export type Language = (typeof LANGUAGES)[number];

import { z } from 'zod';

const sentence = z
  .string({ error: 'must be text.' })
  .min(1, { error: 'must not be empty: write the sentence in this language.' })
  .refine((text) => !/[\u2018\u2019]/.test(text), {
    error: "holds a typographic apostrophe (’); write ' so that log lines can be matched.",
  });

/** One text in every language of the site. May hold `{{value}}` placeholders and `code` in backticks. */
export const Localised = z.strictObject(
  { en: sentence, 'zh-cn': sentence },
  { error: 'must be a text in each language: { en: …, zh-cn: … }.' },
);
export type Localised = z.infer<typeof Localised>;

export const isoDate = z.iso.date({
  error: 'must be a quoted day such as "2026-01-31".',
});

/** Where a reader opens the evidence: an https link, or a page of this site under `/about/`. */
export const evidenceUrl = z
  .string()
  .refine(
    (url) =>
      /^\/about\/[\w/-]*(#[\w-]+)?$/.test(url) || /^https:\/\/[a-z0-9.-]+\/[^\s<>"]*$/i.test(url),
    {
      error:
        'must be an https:// link that a reader can open, or a page of this site such as "/about/reproduction/#wrapper".',
    },
  );

/** A slug: lower case words joined by hyphens; it becomes part of an address and never changes. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: (issue) =>
    `"${String(issue.input)}" must be lower case words joined by hyphens, such as "kube-router-legacy-iptables".`,
});
