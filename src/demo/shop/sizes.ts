import type { Language } from '../catalogue/shape.ts'

/** `27,5` and `8 ans` read `27.5` and `8 yrs` in English. */
export const sizeText = (size: string, language: Language) =>
  language === 'fr' ? size : size.replace(',', '.').replace(' ans', ' yrs')
