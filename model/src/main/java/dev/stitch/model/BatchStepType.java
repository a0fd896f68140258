package dev.stitch.model;

import java.util.Locale;

/** What a step of a run records that works off many pages or items. */
public enum BatchStepType {
  URL_FETCH,
  BROWSER_SCRAPE,
  WEB_SEARCH,
  LLM_EXTRACT,
  CONTACT_MERGE,
  CONTACT_CREATE,
  CONTACT_ARCHIVE,
  ROUTING_DECISION,
  /** What a sync reads: one stands for the whole run, and one sums it up. */
  SYNC_PAGE,
  ERROR;

  /** As clients and the table spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
