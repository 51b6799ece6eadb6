import { onGesture } from './gestures.ts'
import { make } from './make.ts'
import { ring } from './ring.ts'
import { fill, type StayWords } from './words.ts'

export interface Offer {
  words: StayWords
  title: string
  size?: string
  /** Of what has no sizes. */
  colour?: string
  /** Where the similar products are. */
  address: string
  /** Seconds until the page goes there by itself; 0 for never. */
  seconds: number
  /** The visitor stays; `isAsked` when they said so by a button, and not by a mere gesture. */
  onStay(isAsked: boolean): void
  onNever(isForGood: boolean): void
  onLeave(): void
}

/**
 * Says that something is gone and what can be seen instead. The page goes there by itself
 * after a few seconds, unless the visitor does anything at all.
 *
 * A modal `<dialog>`: the browser keeps the focus inside, gives it back, and closes on Escape.
 * The numbers that fall are not read aloud; the sentence is.
 */
export function openDialog(offer: Offer): HTMLDialogElement {
  const { words, address, seconds } = offer
  const say = make('p', { class: 'vt-say', id: 'vt-say', role: 'status' }, sentence(offer))
  const now = make('a', { class: 'vt-go', href: address }, words.now)
  const stay = make('button', { class: 'vt-stay', type: 'button' }, words.stay)
  const never = make('input', { type: 'checkbox' })
  const clock = seconds > 0 ? ring(seconds) : undefined
  const dialog = make(
    'dialog',
    {
      class: 'vt-dialog',
      'aria-labelledby': 'vt-gone',
      'aria-describedby': 'vt-say',
      tabindex: '-1',
    },
    make(
      'div',
      { class: 'vt-row' },
      make('div', {}, make('h2', { id: 'vt-gone' }, titleOf(offer)), say),
      clock?.element,
    ),
    make('div', { class: 'vt-buttons' }, now, stay),
    seconds > 0 && make('p', { class: 'vt-hint' }, words.hint),
    make('label', { class: 'vt-never' }, never, words.never),
  )
  document.body.append(dialog)
  dialog.showModal()
  dialog.focus({ preventScroll: true })

  let callOff = () => {}
  const stop = (isAsked: boolean) => {
    callOff()
    if (clock) {
      clock.stop()
      dialog.classList.add('vt-stopped')
      say.textContent = words.stopped
    }
    offer.onStay(isAsked)
  }
  const close = () => {
    callOff()
    clock?.stop()
    dialog.remove()
  }
  const leave = () => {
    offer.onLeave()
    close()
    location.assign(address)
  }

  now.addEventListener('click', event => {
    // A click that opens another tab leaves this one as it is.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return
    event.preventDefault()
    leave()
  })
  stay.addEventListener('click', () => {
    stop(true)
    dialog.close()
  })
  never.addEventListener('change', () => offer.onNever(never.checked))
  dialog.addEventListener('cancel', () => stop(true))
  dialog.addEventListener('close', close)
  // Back, where no page is loaded: what is gone was sold on the page before.
  addEventListener('popstate', () => dialog.close(), { once: true })
  // The backdrop is the dialog's own: whoever taps beside it wants it gone.
  dialog.addEventListener('click', event => {
    if (event.target === dialog && isBeside(dialog, event)) dialog.close()
  })
  if (clock) {
    const callOffGesture = onGesture(event => {
      if (!now.contains(event.target as Node)) stop(false)
    })
    const timer = setTimeout(leave, seconds * 1_000)
    callOff = () => {
      callOffGesture()
      clearTimeout(timer)
    }
  }
  return dialog
}

function titleOf({ words, title, size, colour }: Offer): string {
  const which = size ?? colour
  return which ? fill(words.goneIn, title, which) : fill(words.gone, title)
}

function sentence({ words, seconds, size }: Offer): string {
  const said = seconds > 0 ? fill(words.soon, seconds) : words.offer
  return said + (size ? words.yourSize : words.stop)
}

function isBeside(dialog: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}
