/**
 * Marks the words of a search on the page that was found, without touching its elements.
 *
 * Where the browser has no Custom Highlight API nothing is marked.
 */
export function highlightWords(query: string): void {
  const main = document.querySelector('main');
  if (!main || !('highlights' in CSS)) return;
  const words = [...new Set(query.toLowerCase().split(/[\s`'"(),:;?]+/))].filter(
    (word) => word.length > 1 || /\p{Script=Han}/u.test(word),
  );
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < 500; node = walker.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set('found', new Highlight(...ranges));
}
