/** What the program answers; the sample game reads it from `connection.json`. */
export function connectGame(
  community: { guildhallOrigin: string; communityId: string; apiKey: string },
  game: { gameOrigin: string; hookUrl: string },
): Promise<{ guildhallOrigin: string; clientId: string; key: string; secret: string }>
