/** Work that is asked for often and done one at a time; whatever was asked for meanwhile is done once more. */

export interface Lane {
  /** Settles once a run that began after this call has ended; failures are told to `onFailure`. */
  run: () => Promise<void>
}

export function createLane(work: () => Promise<void>, onFailure: (error: unknown) => void): Lane {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = async () => {
    try {
      await work()
    } catch (error) {
      onFailure(error)
    }
    current = undefined
  }
  return {
    run() {
      if (!current) {
        current = start()
        return current
      }
      next ??= current.then(() => {
        next = undefined
        current = start()
        return current
      })
      return next
    },
  }
}
