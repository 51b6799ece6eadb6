import React from 'react'

/**
 * Similar products, when the address asks for them. On a page of its own: EverShop's search leads
 * home whoever comes without a keyword.
 */
export default function VitrineResults() {
  return React.createElement('div', { 'data-vitrine': 'results' })
}

export const layout = { areaId: 'content', sortOrder: 10 }
