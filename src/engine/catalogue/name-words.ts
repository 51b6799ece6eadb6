/** Shorter words (`de`, `le`, `of`) name nothing. */
const SHORTEST = 3

/** The words of a name or a search as they are compared: without accents, in small letters. */
export function nameWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter(word => word.length >= SHORTEST)
}
