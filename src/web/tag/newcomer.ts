import { quietly } from './faults.ts'
import { uuid } from './uuid.ts'

/**
 * One browser is one person from its first request on. Until an answer has brought the cookie,
 * whatever leaves says one word made up here, by which the server calls it by one name. The word
 * waits in the browser's storage, for other tabs and for the next page where this one is left
 * early, and is gone with the first answer. It is made with consent to personal service only.
 */
const STORED = 'vitrine-new'
/** Stands there as long as the cookie may, which no script can look for. */
const KNOWN = 'vitrine-known'
let word: string | undefined
let isKnown = false

/** @param body a JSON object that has something in it */
export function introduce(body: string): string {
  if (isKnown) return body
  word ??= uuid()
  quietly(() => {
    word = localStorage[STORED] ??= word
  })
  return `${body.slice(0, -1)},"newcomer":"${word}"}`
}

/** An answer came, and the cookie with it. */
export function acquainted(): void {
  if (isKnown) return
  isKnown = true
  quietly(() => {
    localStorage[KNOWN] = 1
    localStorage.removeItem(STORED)
  })
}

/** This page or an earlier one was allowed the cookie, and nobody took it back. */
export const isRemembered = () => KNOWN in localStorage || STORED in localStorage

/** The server has cleared it. */
export function forgotten(): void {
  quietly(() => localStorage.removeItem(KNOWN))
}

/** Whoever took it back and agrees again is somebody new. */
export function takeLeave(): void {
  isKnown = false
  word = undefined
  quietly(() => localStorage.removeItem(STORED))
}
