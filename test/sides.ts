import type { BrowserContextOptions } from 'playwright-core'

/**
 * Through whose eyes the browser tests look. `npm test` has a French desktop and an English
 * phone, in the light; `npm run test:all` says otherwise, to see the others as well.
 */
const isSwapped = process.env.VITRINE_SIDES === 'swapped'
const THEME = process.env.VITRINE_THEME === 'dark' ? 'dark' : 'light'

const DESKTOP = { viewport: { width: 1440, height: 900 } }
/** Whatever the sides, for what only a narrow window has. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Somebody's screen, language and theme, and what they are called together. */
export interface Eyes {
  name: string
  options: BrowserContextOptions & { viewport: { width: number; height: number } }
}

export const FRENCH = eyes('French', 'fr-FR', !isSwapped)
export const ENGLISH = eyes('English', 'en-IE', isSwapped)

function eyes(language: string, locale: string, atDesk: boolean): Eyes {
  const screen = atDesk ? DESKTOP : PHONE
  const name = `${language} ${atDesk ? 'desktop' : 'phone'}${THEME === 'dark' ? ', dark' : ''}`
  return { name, options: { ...screen, locale, colorScheme: THEME } }
}
