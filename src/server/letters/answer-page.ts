import { type PlainPage, plainPage } from '../plain-page.ts'
import type { Ask } from './wish-links.ts'
import { LETTER_WORDS } from './words.ts'

/** What the page says: it asks, or it tells what was done, or that there is nothing to do. */
export type Answer =
  | { state: 'ask'; ask: Ask; thing: string }
  | { state: 'done'; ask: Ask; thing: string }
  | { state: 'over' }
  | { state: 'unknown' }

/** Where the link of a letter about a wish leads: one sentence, and a button where there is something to say. */
export function answerPage(answer: Answer, language: 'fr' | 'en'): string {
  const { page } = LETTER_WORDS[language]
  const asked = answer.state === 'ask' ? buttonOf(answer.ask, page) : {}
  return plainPage({ language, says: sentenceOf(answer, page), ...asked })
}

type PageWords = (typeof LETTER_WORDS)['fr']['page']

function sentenceOf(answer: Answer, words: PageWords): string {
  if (answer.state === 'over' || answer.state === 'unknown') return words[answer.state]
  const { state, ask, thing } = answer
  if (state === 'ask') return ask === 'confirm' ? words.askConfirm(thing) : words.askStop(thing)
  return ask === 'confirm' ? words.confirmed(thing) : words.stopped
}

function buttonOf(ask: Ask, words: PageWords): Pick<PlainPage, 'promise' | 'button'> {
  return ask === 'confirm'
    ? { promise: words.promise, button: words.confirm }
    : { button: words.stop }
}
