import { type Door, language, wish } from './door.ts'
import { make } from './make.ts'
import { stayWords } from './words.ts'

/** "Tell me when it is back", beside what cannot be had: by a script, for it is a call and no page. */
export function fillTells(door: Door, within: HTMLElement): void {
  for (const place of within.querySelectorAll<HTMLElement>('.vt-tell:empty')) {
    const { sku, item } = place.closest<HTMLElement>('.vt-missing')?.dataset ?? {}
    const what = sku ?? item
    if (what !== undefined) place.append(formFor(door, what))
  }
}

function formFor(door: Door, what: string): HTMLElement {
  const words = stayWords(language())
  const says = make('small', { role: 'status', id: 'vt-tell-says' }, words.promise)
  const email = make('input', {
    type: 'email',
    required: true,
    maxlength: '254',
    autocomplete: 'email',
    placeholder: words.example,
    'aria-label': words.email,
    'aria-describedby': 'vt-tell-says',
  })
  const button = make('button', { type: 'submit', class: 'vt-button' }, words.tell)
  const form = make('form', { class: 'vt-wish', novalidate: true }, email, button, says)
  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (!email.checkValidity()) {
      says.textContent = words.wrong
      email.setAttribute('aria-invalid', 'true')
      return email.focus()
    }
    button.disabled = true
    const { status, letter } = await wish(door, what, email.value.trim())
    button.disabled = false
    if (status !== 202) {
      says.textContent = status === 400 ? words.wrong : words.later
      return
    }
    says.textContent = letter ? words.asked : words.kept
    email.remove()
    button.remove()
  })
  return form
}
