// Before anything is drawn: the language and the theme chosen last time, so that nothing flashes.
;(() => {
  const root = document.documentElement
  const kept = name => {
    try {
      return localStorage.getItem(`vitrine-${name}`)
    } catch {
      return null // storage is off: the browser's own wishes hold
    }
  }
  root.lang = kept('language') || (/^fr\b/.test(navigator.language) ? 'fr' : 'en')
  const theme = kept('theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
})()
