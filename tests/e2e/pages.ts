/** Every page type, by path without language prefix. */
export const PAGES = [
  '/',
  '/issues/',
  '/issues/kube-router-legacy-iptables/',
  '/issues/kube-router-legacy-iptables/background/',
  '/issues/kube-router-legacy-iptables/fix/',
  '/search/',
  '/about/',
  '/about/reproduction/',
] as const;

export const PREFIXES = ['', '/zh-cn'] as const;

export const FIX = '/issues/kube-router-legacy-iptables/fix/';
export const CHOSEN = '?k0s=v1.31.2%2Bk0s.0&distro=rocky-9.5';
