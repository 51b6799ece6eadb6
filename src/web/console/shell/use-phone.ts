import { useEffect, useState } from 'preact/hooks'

/** As narrow as `phone.css` says. */
const PHONE = '(max-width: 760px)'

/** Whether this window is a phone's: lists are shorter there until more is asked for. */
export function usePhone(): boolean {
  const [isPhone, tell] = useState(() => matchMedia(PHONE).matches)
  useEffect(() => {
    const watched = matchMedia(PHONE)
    const changed = () => tell(watched.matches)
    watched.addEventListener('change', changed)
    return () => watched.removeEventListener('change', changed)
  }, [])
  return isPhone
}
