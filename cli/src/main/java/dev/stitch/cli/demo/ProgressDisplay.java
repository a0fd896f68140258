package dev.stitch.cli.demo;

/** Shows how far a demonstration is. */
interface ProgressDisplay {

  /** Shows the newest state; called about twice a second. */
  void show(Snapshot snapshot);
}
