/** What is offered to who hesitates, and to who comes for what is gone. A wish puts it on the shelf again: it stays the last. */
import './offers/hesitation.ts'
import './offers/out-of-stock.ts'
import './offers/wish.ts'
