import { useCartState } from '@components/frontStore/cart/CartContext.js'
import React from 'react'

/** EverShop tells nobody what goes into a cart: its own state does, once it has grown. */
export default function VitrineCart() {
  const { data } = useCartState()
  const before = React.useRef(data?.items)
  React.useEffect(() => {
    for (const item of data?.items ?? []) {
      const had = before.current?.find(({ productSku }) => productSku === item.productSku)?.qty ?? 0
      if (item.qty > had) tell(item, item.qty - had, data.currency)
    }
    before.current = data?.items
  }, [data])
  return null
}

function tell({ productSku, productPrice }, quantity, currency) {
  const items = [{ item_id: productSku, price: productPrice.value, quantity }]
  window.vitrine?.('event', 'add_to_cart', { currency, items })
}

export const layout = { areaId: 'content', sortOrder: 1 }
