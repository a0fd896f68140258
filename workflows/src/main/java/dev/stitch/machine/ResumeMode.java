package dev.stitch.machine;

/** What resuming does to timers. */
public enum ResumeMode {
  CONTINUE,
  /** Timer waits end now. */
  SEND_NOW,
  /** Timer waits go on, each moved by a stable share of an hour, so that not all end at once. */
  RESPREAD
}
