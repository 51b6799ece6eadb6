import { tellFaults } from './faults.ts'

/**
 * What the shop says on its script tag: `data-key`; `data-page-only="off"`, without
 * consent nothing at all is asked; `data-market`; `data-debug`; and facts of the page.
 */
export let said: DOMStringMap
/** Folder of the script's address, with its final slash: `https://shop/_vitrine/`. */
export let base: string
/** The page is a preview: what it shows was made for it, and nothing of it is told. */
export const preview = new URLSearchParams(location.search).get('vitrine-preview') ?? undefined

export function settle(dataset: DOMStringMap, folder: string): void {
  said = dataset
  base = folder
  if ('debug' in said) tellFaults()
}
