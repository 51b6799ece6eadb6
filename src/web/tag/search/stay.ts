import type { Consent } from '../../../schema/event.ts'

/**
 * Whether the visitor is to be left where they are.
 *
 * "For good" is kept because they asked for it: one word, no id. "For this visit" is kept in
 * the tab where measuring is allowed or a button was pressed; a gesture of somebody who has
 * not chosen is remembered by this page alone, and by its place in the history, so that Back
 * does not jump again.
 */
const NAME = 'vitrine-stay'
let here = false

export function stays(): boolean {
  return here || history.state?.[NAME] === true || kept('localStorage') || kept('sessionStorage')
}

export function stayHere(): void {
  here = true
  history.replaceState({ ...history.state, [NAME]: true }, '')
}

export function stayThisVisit(level: Consent, isAsked: boolean): void {
  stayHere()
  if (isAsked || level !== 'page') keep('sessionStorage')
}

export function stayForGood(isForGood: boolean): void {
  if (isForGood) keep('localStorage')
  else forget()
}

type Where = 'localStorage' | 'sessionStorage'

/** A browser may forbid its storage altogether. */
function kept(where: Where): boolean {
  try {
    return window[where].getItem(NAME) !== null
  } catch {
    return false
  }
}

function keep(where: Where): void {
  try {
    window[where].setItem(NAME, '1')
  } catch {
    here = true
  }
}

function forget(): void {
  try {
    window.localStorage.removeItem(NAME)
  } catch {
    // Nothing could be kept there either.
  }
}
