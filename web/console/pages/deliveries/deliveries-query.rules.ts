/** The filters of Deliveries as they stand in the address, and the query they make. */
import type { DeliveryStatus } from '../../../../contracts/deliveries.ts'

export interface DeliveriesSearch {
  endpoint?: string
  status?: string
  type?: string
}

const statuses: readonly DeliveryStatus[] = ['pending', 'success', 'failed', 'superseded', 'canceled']
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const typeLengthMax = 60

export function queryOf({ endpoint, status, type }: DeliveriesSearch) {
  const known = statuses.find((each) => each === status)
  return {
    ...(endpoint === undefined || !idPattern.test(endpoint) ? {} : { endpointId: endpoint }),
    ...(known === undefined ? {} : { status: known }),
    ...(type === undefined || type.length > typeLengthMax ? {} : { eventType: type }),
  }
}
