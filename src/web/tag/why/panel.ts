import type { WhyTold } from '../../../schema/why.ts'
import { make } from '../search/make.ts'
import { type Answer, correct, type Door, exported, forget, why } from './ask.ts'
import { drawTold } from './lists.ts'
import { languageOf, wordsIn } from './words.ts'

/** Told on the document, so that the shop can take its own choice of the visitor back. */
export const FORGOTTEN = 'vitrine:forgotten'

const TITLE = 'vt-why-title'
const TOO_MANY = 429

/**
 * What is known of the visitor, what says so, and their word on it.
 *
 * A modal `<dialog>`: the browser keeps the focus inside and closes on Escape. Without consent
 * nothing is asked of anybody: there is nobody to ask about, and the panel says so.
 * @param reason why the placement that it was opened from is as it is
 */
export function openPanel(door: Door, reason: string | undefined, onClose: () => void): void {
  const language = languageOf(door.language)
  const words = wordsIn(language)
  const heading = make('h2', { id: TITLE, tabindex: '-1' }, words.title)
  const close = make(
    'button',
    { class: 'vt-close', type: 'button', 'aria-label': words.close },
    make('span', { 'aria-hidden': 'true' }, '×'),
  )
  const body = make('div')
  const status = make('p', { class: 'vt-status', role: 'status' })
  const dialog = make(
    'dialog',
    { class: 'vt-sheet', 'aria-labelledby': TITLE, lang: language },
    heading,
    close,
    !!reason && make('p', {}, reason),
    body,
    status,
  )

  const say = (text: string) => (status.textContent = text)
  const fail = (code: number) => say(code === TOO_MANY ? words.busy : words.failed)

  const show = ({ status: code, told }: Answer): boolean => {
    if (!told) fail(code)
    else body.replaceChildren(...drawTold(told, { words, language, onSay }), ...kept(told))
    return told !== undefined
  }

  const onSay = async (trait: string, wrong: boolean) => {
    if (!show(await correct(door, trait, wrong))) return
    say(wrong ? words.noted : words.takenBack)
    // The button that was pressed is gone: its answer is what comes next.
    const buttons = [...body.querySelectorAll<HTMLElement>('[data-trait]')]
    ;(buttons.find(({ dataset }) => dataset.trait === trait) ?? heading).focus()
  }

  const kept = ({ kept, says }: WhyTold): Node[] => {
    const head = [make('h3', {}, words.kept), make('p', {}, says[language])]
    if (kept === 'nothing') return head
    const ends = make('div', { class: 'vt-ends' })
    const offer = () => {
      const erase = action(words.forget, confirm, 'vt-forget')
      ends.replaceChildren(action(words.download, download), erase)
      return erase
    }
    const confirm = () => {
      say('')
      const no = action(words.no, () => offer().focus())
      ends.replaceChildren(make('p', {}, words.sure), action(words.yes, erase, 'vt-forget'), no)
      no.focus()
    }
    offer()
    return [...head, ends]
  }

  const download = async () => {
    const document = await exported(door)
    if (typeof document === 'number') fail(document)
    else save(document)
  }

  const erase = async () => {
    const code = await forget(door)
    if (code !== 202) return fail(code)
    body.replaceChildren(make('p', {}, words.forgotten))
    say('')
    heading.focus()
    // From here on nothing is kept on this page, and the shop may ask anew.
    window.vitrine?.('consent', 'refused')
    document.dispatchEvent(new CustomEvent(FORGOTTEN))
  }

  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', event => {
    if (event.target === dialog && isBeside(dialog, event)) dialog.close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    onClose()
  })
  document.body.append(dialog)
  dialog.showModal()
  heading.focus()
  if (door.level === 'personal') {
    say(words.wait)
    void why(door).then(answer => show(answer) && say(''))
  } else body.append(make('p', {}, words[door.level]))
}

function action(text: string, act: () => void, name = ''): HTMLElement {
  const made = make('button', { type: 'button', ...(name && { class: name }) }, text)
  made.addEventListener('click', act)
  return made
}

function save(document_: Blob): void {
  const link = make('a', { href: URL.createObjectURL(document_), download: 'vitrine.json' })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The backdrop is the dialog's own: whoever taps beside it wants it gone. */
function isBeside(dialog: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}
