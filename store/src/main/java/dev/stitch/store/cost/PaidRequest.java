package dev.stitch.store.cost;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * A request of a run that a platform bills. Table {@code paid_requests}.
 *
 * @param key the same however often the request is recorded: the key of the act, or the run and the
 *     page that was read
 * @param nodeId the step that made it, null in a run without steps of a graph
 * @param platform whose bill it is on, as in {@code x}
 * @param what the platform bills, as in {@code post_read}
 * @param count how many of it
 * @param usd in all, in US dollars
 * @param priceDay the day of the price list
 */
public record PaidRequest(
    String key,
    UUID runId,
    @Nullable String nodeId,
    String platform,
    String what,
    int count,
    BigDecimal usd,
    LocalDate priceDay) {

  public PaidRequest {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(usd, "usd");
    Objects.requireNonNull(priceDay, "priceDay");
  }
}
