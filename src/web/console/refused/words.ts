import type { Language } from '../settings.ts'

interface Told {
  code: string
  detail: string
}

/** Why the server did not do something, in the reader's language where we have the words. */
export function sayTrouble({ code, detail }: Told, language: Language): string {
  return (language === 'fr' && FRENCH[code]) || detail
}

/** By the codes of the server's problems. */
export const FRENCH: Record<string, string> = {
  bad_url:
    'Cette adresse n’est pas lue\u202f: elle doit commencer par https:// ou http://, sans mot de passe, et mener à une machine publique. Si la machine est la vôtre, démarrez le serveur avec --allow-feed-host.',
  unreadable: 'Il n’y a pas de flux lisible à cette adresse.',
  too_large: 'Ce qui se trouve à cette adresse est trop volumineux.',
}
