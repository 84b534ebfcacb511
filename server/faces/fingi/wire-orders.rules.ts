/** Orders as the wire has them. */
import type { FaceOrder } from '../../features/market/index.ts'
import type { WireOrder } from './wire.ts'

/** Stands for an address that is gone. */
const nobody = 'deleted@members.invalid'

export function wireOrder(order: FaceOrder): WireOrder {
  return {
    orderId: order.id,
    kind: order.kind,
    state: order.state,
    userEmail: order.email ?? nobody,
    itemUri: order.itemUri,
    count: order.quantity,
    countFilled: order.filled,
    countOpen: order.open,
    unitPrice: order.unitPrice,
    currency: order.currency,
    createdAt: seconds(order.createdAt),
    confirmBy: order.confirmBy && seconds(order.confirmBy),
    expiresAt: seconds(order.expiresAt),
    sequence: order.sequence,
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
