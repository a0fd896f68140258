package dev.stitch.store.journey;

/** What brought an entity into its flow. */
public enum EntitySource {
  SEED,
  WEBHOOK,
  EMAIL_REPLY,
  API
}
