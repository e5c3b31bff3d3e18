// Runs once in each HTML block of the page, with `element`, `trigger` and `watch` from Gradio.
// A click on [data-action] becomes the event of that name; the names must be listed for Gradio.
const actions = ['cite', 'retry', 'edit', 'verdict', 'export', 'example', 'open_article', 'whole',
  'close', 'open_chat', 'ask_rename', 'rename', 'ask_delete', 'delete', 'keep', 'drop', 'month',
  'stop', 'sort', 'turn_page', 'ask_remove', 'remove'];

element.addEventListener('click', (event) => {
  const copy = event.target.closest('[data-copy]');
  if (copy) {
    navigator.clipboard?.writeText(location.href);
    copy.textContent = 'Link copied';
    return;
  }
  const target = event.target.closest('[data-action]');
  if (!target || target.tagName === 'FORM' || target.disabled) return;
  // A new tab stays possible: the links work by themselves.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!actions.includes(target.dataset.action)) return;
  if (target.matches('.qa-cite, [data-action="open_article"]')) window.qaOpener = target;
  target.closest('.qa-menu')?.closest('details').removeAttribute('open');
  trigger(target.dataset.action, { ...target.dataset });
});

element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  trigger(form.dataset.action, { ...form.dataset, ...Object.fromEntries(new FormData(form)) });
});

element.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  element.querySelector('.qa-close')?.click();
  window.qaOpener?.isConnected && window.qaOpener.focus();
});

const settle = () => {
  const goal = element.querySelector('[data-scroll]');
  const body = goal?.closest('.qa-body');
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (body) {
    // Only the text scrolls: scrollIntoView would move the page as well.
    const middle = (body.clientHeight - Math.min(goal.offsetHeight, body.clientHeight)) / 2;
    const top = goal.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += top - middle;
    goal.focus({ preventScroll: true });
  } else if (goal) {
    goal.scrollIntoView({ block: goal.dataset.scroll, behavior: still ? 'auto' : 'smooth' });
  }
  element.querySelector('[data-focus]')?.focus();
  const view = element.querySelector('[data-query]');
  if (view) {
    const query = view.dataset.query;
    history.replaceState(null, '', location.pathname + (query ? '?' + query : ''));
  }
};
watch('value', () => requestAnimationFrame(settle));
