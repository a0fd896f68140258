package dev.stitch.api.consent;

import dev.stitch.store.consent.ConsentChange;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.page.Page;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What a contact wants to be written about.
 *
 * @param everything {@code withdrawn} when no mail may go there, whatever the topics say
 * @param unsubscribedAt since when it is withdrawn
 * @param topics those that were ever decided on; any other may be written about
 * @param history all changes, newest first
 */
record ConsentView(
    ConsentState everything,
    @Nullable Instant unsubscribedAt,
    List<Topic> topics,
    Page<ConsentChange> history) {

  /** How one topic stands, and since when. */
  record Topic(String topic, ConsentState state, Instant since) {}
}
