package dev.stitch.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stitch.api.error.ApiProblem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How often somebody may ask, counted in this process. A caller who waits a minute has the whole
 * minute's requests again; 0 means without limit.
 */
@Singleton
public class RateLimits {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Who is remembered at once; those forgotten early begin anew. */
  private static final int MAX_REMEMBERED = 100_000;

  private final Buckets admitted;
  private final Buckets refused;

  /**
   * Reads the limits.
   *
   * @param requests a minute and caller, or address on routes without a login ({@code
   *     STITCH_RATE_LIMIT}); where no login is needed there is no limit unless one is set
   * @param refusals a minute and address without good credentials ({@code
   *     STITCH_RATE_LIMIT_REFUSED})
   */
  RateLimits(
      LoginPolicy login,
      @Nullable @Value("${stitch.rate-limit}") Long requests,
      @Value("${stitch.rate-limit-refused:60}") long refusals) {
    long usual = login.required() ? 6_000 : 0;
    this.admitted = new Buckets(requests == null ? usual : requests);
    this.refused = new Buckets(refusals);
  }

  /**
   * Counts a request of a caller.
   *
   * @throws ApiProblem 429 when it is too many
   */
  void admitCaller(Caller caller) {
    admitted.take(caller.actor());
  }

  /** As {@link #admitCaller}, for somebody who need not say who they are. */
  void admitAddress(String address) {
    admitted.take("address " + address);
  }

  /** Counts a request without good credentials. */
  void refuse(String address) {
    refused.take(address);
  }

  private record Buckets(long limit, Cache<String, Bucket> buckets) {

    Buckets(long limit) {
      this(
          limit,
          Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterAccess(WINDOW).build());
    }

    void take(String name) {
      if (limit <= 0) {
        return;
      }
      ConsumptionProbe probe = buckets.get(name, this::bucket).tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        throw ApiProblem.tooMany(
            "More than " + limit + " requests a minute.",
            Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
    }

    private Bucket bucket(String name) {
      return Bucket.builder()
          .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, WINDOW))
          .build();
    }
  }
}
