/// <reference types="astro/client" />
import type { KnownIssue, Language } from './schema/index.ts';

declare global {
  namespace App {
    interface Locals {
      /** The issue whose article is being rendered, for the components that authors use in articles. */
      issue?: KnownIssue;
      language?: Language;
    }
  }
}
