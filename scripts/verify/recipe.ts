/**
 * What a Dockerfile says about the image it builds: the base of its last stage, and how it treats iptables.
 *
 * Source  the recipes of k0sproject/image-builder and cloudnativelabs/kube-router; from Alpine 3.19 on the legacy
 *         binaries are a package of their own (release notes of Alpine 3.19).
 */
import type { ImageFacts } from '../../src/schema/index.ts';

type Value<F> = F extends { readonly value: infer V } ? V : never;

export interface Recipe {
  /** `alpine:3.18.9`; `null` where an argument of the build decides. */
  readonly base: string | null;
  readonly wrapper: Value<ImageFacts['wrapper']>;
  /** `null` where the recipe does not decide. */
  readonly holds: Value<ImageFacts['holds']> | null;
}

/** Reads a recipe. Comments and line continuations are taken out first. */
export function readRecipe(dockerfile: string): Recipe {
  const text = dockerfile
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, ' ');
  const args = new Map(
    [...text.matchAll(/^ARG\s+(\w+)=(\S+)/gm)].map(([, name, value]) => [name, value]),
  );
  const stages = text.split(/^(?=FROM\s)/m).filter((stage) => stage.startsWith('FROM'));
  const last = stages.at(-1) ?? '';
  const base = baseOf(last, args);

  const carried = /iptables-wrapper-installer\.sh/.test(last);
  const installed = /^RUN\b.*iptables-wrapper-installer\.sh/m.test(last);
  const go = /bin\/iptables-wrapper\b|go\/src\/iptables-wrapper\b/.test(text);
  const wrapper = !carried ? 'none' : !installed ? 'not-installed' : go ? 'go' : 'script';
  return { base, wrapper, holds: holdsOf(last, base) };
}

function baseOf(stage: string, args: ReadonlyMap<string | undefined, string | undefined>) {
  const named = /^FROM\s+(?:--\S+\s+)?(\S+)/.exec(stage)?.[1] ?? '';
  const value = named.replace(/\$\{?(\w+)\}?/g, (_, name: string) => args.get(name) ?? '');
  const base = value
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/@.*$/, '');
  return base === '' || base.endsWith(':latest') ? null : base;
}

function holdsOf(stage: string, base: string | null): Recipe['holds'] {
  if (/cp\b.*xtables-\*/.test(stage)) return 'both';
  const alpine = /^alpine:(\d+)\.(\d+)/.exec(base ?? '');
  if (!alpine || !/apk add[^\n]*\biptables\b/.test(stage)) return null;
  const split = Number(alpine[1]) > 3 || Number(alpine[2]) >= 19;
  return split && !/\biptables-legacy\b/.test(stage) ? 'nft' : 'both';
}
