package dev.stitch.store.run;

/** What kind of work a run is. */
public enum WorkflowType {
  FLOW,
  SYNC,
  ENRICH,
  SEARCH,
  PRUNE,
  SEQUENCE,
  AGENT
}
