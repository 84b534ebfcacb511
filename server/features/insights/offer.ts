/** What insight offers to others. */
export interface InsightsOffer {
  /** Opens, closes and mails alerts as things are now. */
  evaluateAlerts: () => Promise<void>
  /** Settles once the sums of the economy hold every event below the horizon of the log. */
  readEconomy: () => Promise<void>
}
