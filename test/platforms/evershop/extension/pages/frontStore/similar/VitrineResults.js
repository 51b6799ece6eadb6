import React from 'react'

/** Similar products, and results in the visitor's own order, when the address asks for them. */
export default function VitrineResults() {
  return React.createElement('div', { 'data-vitrine': 'results' })
}

export const layout = { areaId: 'searchPageTop', sortOrder: 1 }
