import { useEffect, useState } from 'preact/hooks'

/** What the reader chose: kept in the browser, shown on the root element, heard by every part. */
export type Language = 'fr' | 'en'
export type Theme = 'system' | 'light' | 'dark'

export interface Settings {
  language: Language
  theme: Theme
}

const root = document.documentElement
let settings: Settings = {
  language: root.lang === 'fr' ? 'fr' : 'en',
  theme: (root.dataset.theme as Theme | undefined) ?? 'system',
}
const hearing = new Set<(settings: Settings) => void>()

export function choose(change: Partial<Settings>): void {
  settings = { ...settings, ...change }
  root.lang = settings.language
  if (settings.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = settings.theme
  if (change.language) keep('language', change.language)
  if (change.theme) keep('theme', change.theme)
  for (const hear of hearing) hear(settings)
}

/** For what is said once, outside of any part of a page. */
export function languageNow(): Language {
  return settings.language
}

export function useSettings(): Settings {
  const [current, hear] = useState(settings)
  useEffect(() => {
    hearing.add(hear)
    return () => void hearing.delete(hear)
  }, [])
  return current
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`vitrine-${name}`, value)
  } catch {
    // Storage is off: the choice holds for this page.
  }
}
