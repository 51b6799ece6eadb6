import React from 'react'
import './vitrine.scss'

/** The tag, on every page. Market and key are the shop's own. */
export default function VitrineTag() {
  return React.createElement('script', {
    async: true,
    src: '/_vitrine/tag.js',
    'data-key': 'pk_…',
    'data-market': 'IE-en',
    'data-results': '/similar',
  })
}

export const layout = { areaId: 'head', sortOrder: 50 }
