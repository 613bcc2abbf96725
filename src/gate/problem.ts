/** What is wrong with a piece of content, and what would be right. */

export interface Problem {
  /** Path from the folder above `content/`, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** `remedies[1].undo`, `front matter title`, `<When release>`. */
  readonly field: string;
  /** What was wrong, with the value. */
  readonly reason: string;
  /** What would be right. */
  readonly expected: string;
}

/** One problem as a block of text that editors turn into a link to the place. */
export function formatProblem({ file, line, field, reason, expected }: Problem): string {
  return `${file}:${line}: ${field}: ${reason}\n    right: ${expected}`;
}

/** Every line of a file that its author has yet to write: `npm run new:issue` marks them TODO. */
export function unfinished(file: string, text: string): Problem[] {
  return text.split('\n').flatMap((line, i) => {
    const what = /\bTODO\b:? ?([^"<]*)/.exec(line)?.[1];
    if (what === undefined) return [];
    const expected =
      what.trim() === '' ? 'Write it, and take the mark away.' : `Write ${what.trim()}.`;
    return [
      { file, line: i + 1, field: 'the text', reason: 'it is still to be written.', expected },
    ];
  });
}

/** Content that must not be published. The message lists every problem, sorted by place. */
export class ContentError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
    );
    const count = `${sorted.length} ${sorted.length === 1 ? 'problem' : 'problems'} in the content`;
    super(`${count}\n\n${sorted.map(formatProblem).join('\n')}\n`);
    this.name = 'ContentError';
    this.problems = sorted;
  }
}
