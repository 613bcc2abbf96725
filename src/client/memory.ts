/**
 * What this browser remembers of the reader: the last choice and the colours.
 *
 * Everything stays on this machine. Storage that is refused, full or holds something else counts as empty.
 */
const KEY = 'k0s-remedy';

export interface Memory {
  readonly k0s?: string;
  readonly distro?: string;
  readonly theme?: string;
}

/** What is remembered. Values that are not texts are dropped. */
export function recall(): Memory {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).filter(([, value]) => typeof value === 'string'),
    );
  } catch {
    return {};
  }
}

/** Remembers these; an empty text forgets. */
export function remember(change: Memory): void {
  try {
    const next = Object.entries({ ...recall(), ...change }).filter(([, value]) => value !== '');
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(next)));
  } catch {
    // Storage is refused: the choice still stands in the address.
  }
}
