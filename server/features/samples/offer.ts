/** What the sample community offers to jobs and to the command. */
export interface SamplesOffer {
  /** Makes the sample community for this account and settles when it is there. */
  makeSample: (ownerAccountId: string) => Promise<void>
  /** Settles when the sample community is ready, or gone: what the jobs do. */
  fillSample: () => Promise<void>
  removeSample: () => Promise<void>
}
