type Words = Record<'fr' | 'en', LetterWords>

/** What letters about wishes say, and the page their links lead to. */
export interface LetterWords {
  confirmSubject(thing: string): string
  confirm(thing: string, shop: string): string[]
  confirmLink: string
  backSubject(thing: string): string
  back(thing: string): string[]
  backLink: string
  stopLink: string
  /** Under every letter. */
  why(shop: string): string
  inSize(title: string, size: string): string
  page: {
    askConfirm(thing: string): string
    confirm: string
    confirmed(thing: string): string
    askStop(thing: string): string
    stop: string
    stopped: string
    over: string
    unknown: string
    promise: string
  }
}

export const LETTER_WORDS: Words = {
  fr: {
    confirmSubject: thing => `Confirmez\u00a0: vous prévenir pour ${thing}\u202f?`,
    confirm: (thing, shop) => [
      'Bonjour,',
      `Quelqu’un, vous sans doute, a demandé sur ${shop} à être prévenu quand ceci sera de nouveau disponible\u00a0: ${thing}.`,
      'Confirmez-le par ce lien. Sans votre accord, nous n’écrirons plus, et votre adresse sera effacée sous huit jours.',
    ],
    confirmLink: 'Oui, prévenez-moi',
    backSubject: thing => `De nouveau disponible\u00a0: ${thing}`,
    back: thing => [
      'Bonjour,',
      `Vous nous aviez demandé de vous prévenir. De nouveau disponible\u00a0: ${thing}.`,
      'C’est la seule lettre que vous recevrez à ce sujet\u00a0: nous effaçons votre adresse maintenant.',
    ],
    backLink: 'Voir le produit',
    stopLink: 'Ne plus m’écrire à ce sujet',
    why: shop => `Vous recevez cette lettre parce que cette adresse a été donnée sur ${shop}.`,
    inSize: (title, size) => `${title}, taille ${size}`,
    page: {
      askConfirm: thing =>
        `Vous prévenir quand ceci sera de nouveau disponible\u00a0: ${thing}\u202f?`,
      confirm: 'Oui, prévenez-moi',
      confirmed: thing => `C’est noté. Nous vous écrirons une fois\u00a0: ${thing}.`,
      askStop: thing => `Ne plus vous écrire au sujet de ceci\u00a0: ${thing}\u202f?`,
      stop: 'Ne plus m’écrire',
      stopped: 'C’est entendu\u00a0: nous ne vous écrirons pas, et votre adresse est effacée.',
      over: 'Cette demande est terminée\u00a0: il n’y a plus rien à confirmer, ni à arrêter.',
      unknown: 'Ce lien n’est pas complet. Ouvrez-le depuis la lettre, en entier.',
      promise: 'Une seule lettre, puis votre adresse est effacée.',
    },
  },
  en: {
    confirmSubject: thing => `Please confirm: shall we tell you about ${thing}?`,
    confirm: (thing, shop) => [
      'Hello,',
      `Somebody, most likely you, asked on ${shop} to be told when this is back: ${thing}.`,
      'Confirm it by this link. Without it we will not write again, and your address is erased within eight days.',
    ],
    confirmLink: 'Yes, tell me',
    backSubject: thing => `Back in stock: ${thing}`,
    back: thing => [
      'Hello,',
      `You asked us to tell you. Back in stock: ${thing}.`,
      'This is the only letter about it: we erase your address now.',
    ],
    backLink: 'See the product',
    stopLink: 'Do not write to me about this',
    why: shop => `You receive this letter because this address was given on ${shop}.`,
    inSize: (title, size) => `${title}, size ${size}`,
    page: {
      askConfirm: thing => `Shall we tell you when this is back in stock: ${thing}?`,
      confirm: 'Yes, tell me',
      confirmed: thing => `Noted. We will write to you once: ${thing}.`,
      askStop: thing => `Shall we stop writing to you about this: ${thing}?`,
      stop: 'Do not write to me',
      stopped: 'Understood: we will not write to you, and your address is erased.',
      over: 'This request is over: there is nothing left to confirm or to stop.',
      unknown: 'This link is not complete. Open it from the letter, all of it.',
      promise: 'One letter, then your address is erased.',
    },
  },
}
