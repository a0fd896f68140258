package dev.stitch.store.crm;

/** Where a task of the CRM is. */
public enum CrmTaskStatus {
  OPEN,
  DONE,
  CANCELLED
}
