/** A screen that says what happened and what to do. */
export interface Said {
  readonly title: string;
  readonly body: string;
}

/** What is said of a check; what is to be typed stands between backticks. */
export interface Told {
  readonly said: string;
  /** What to do, where something can be done. */
  readonly fix?: string;
}
