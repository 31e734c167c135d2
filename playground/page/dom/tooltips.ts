import { h } from './h.js';

/** Shows `data-tooltip` on hover and focus; Escape hides it. */
export function startTooltips(): void {
  const tip = h('div', { class: 'tooltip', role: 'tooltip', id: 'tooltip', popover: 'manual' });
  document.body.append(tip);
  const hide = () => tip.matches(':popover-open') && tip.hidePopover();
  const show = ({ target }: Event) => {
    const owner = target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null;
    if (!owner) return hide();
    // Appended anew, so that it lies above a dialog opened since.
    (owner.closest('dialog') ?? document.body).append(tip);
    tip.textContent = owner.dataset.tooltip ?? '';
    tip.showPopover();
    const box = owner.getBoundingClientRect();
    const left = box.left + (box.width - tip.offsetWidth) / 2;
    tip.style.left = `${Math.max(6, Math.min(left, window.innerWidth - tip.offsetWidth - 6))}px`;
    tip.style.top = `${box.top > tip.offsetHeight + 8 ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
  };
  document.addEventListener('pointerover', show);
  document.addEventListener('focusin', show);
  document.addEventListener('focusout', hide);
  document.addEventListener('scroll', hide, { capture: true });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
}
