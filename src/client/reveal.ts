/** A link to a place that the choice has hidden is no dead link: the hidden part is shown, and scrolled to. */
export function revealTarget(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id ? document.getElementById(id) : null;
  const hidden = target?.closest<HTMLElement>('[hidden]');
  if (!target || !hidden) return;
  hidden.hidden = false;
  hidden.classList.add('revealed');
  target.scrollIntoView();
}
