import { test as base, expect } from '@playwright/test';

/** A page whose console and network must stay clean: an error, a warning or a request elsewhere fails the test. */
export const test = base.extend<{ quiet: undefined }>({
  quiet: [
    async ({ page, baseURL }, use) => {
      const said: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(`${baseURL}/`) && !/^(data|blob):/.test(url))
          said.push(`request to ${url}`);
      });
      await use(undefined);
      expect(said, 'the console and the network stay clean').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
