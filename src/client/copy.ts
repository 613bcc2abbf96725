/** Copy buttons: they copy what is shown. Where the clipboard is refused the text is selected instead. */

/** Starts every copy button of the page. */
export function startCopying(words: { copied: string; failed: string }): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener('click', () => {
      const source = button.parentElement?.querySelector<HTMLElement>('pre, [data-copy-source]');
      if (!source) return;
      const text = source.textContent.trimEnd();
      const done = (message: string) => {
        button.textContent = message;
        setTimeout(() => {
          button.textContent = label;
        }, 2000);
      };
      const select = () => {
        getSelection()?.selectAllChildren(source);
        done(words.failed);
      };
      if (!navigator.clipboard) {
        select();
        return;
      }
      navigator.clipboard.writeText(text).then(() => {
        done(words.copied);
      }, select);
    });
  }
}
