/** How the face says no: its codes with their statuses, and the one flat body. */
import Type from 'typebox'

/** Every code there is, with its status. */
export const faceErrors = {
  missing_parameter: 400,
  invalid_parameter: 400,
  invalid_json: 400,
  idempotency_key_required: 400,
  missing_key: 401,
  invalid_key: 401,
  wrong_client: 403,
  forbidden: 403,
  app_suspended: 403,
  app_not_approved: 403,
  unknown_user: 404,
  unknown_item: 404,
  unknown_merge: 404,
  unknown_sub: 404,
  unknown_order: 404,
  not_found: 404,
  method_not_allowed: 405,
  insufficient_balance: 409,
  supply_exhausted: 409,
  member_limit: 409,
  merge_not_pending: 409,
  order_not_pending: 409,
  request_in_progress: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid_body: 422,
  idempotency_key_reused: 422,
  wrong_kind: 422,
  rate_limited: 429,
  internal_error: 500,
  unavailable: 503,
} as const
export type FaceErrorCode = keyof typeof faceErrors

export const ErrorBody = Type.Object(
  {
    error: Type.String({ maxLength: 40 }),
    message: Type.String({ maxLength: 2000 }),
    requestId: Type.String({ maxLength: 60 }),
    details: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 100 })),
  },
  { additionalProperties: false },
)
