package dev.stitch.store.crm;

/** Who acts. */
public enum EngagementDirection {
  /** We act towards the contact. */
  OUTBOUND,
  /** The contact acts towards us. */
  INBOUND
}
