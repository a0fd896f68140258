package dev.stitch.api.journey;

import dev.stitch.api.http.IdempotencyKey;
import dev.stitch.store.Ids;
import io.micronaut.http.HttpRequest;

/** Ids of acts and events: the request's Idempotency-Key, else a new one. */
public final class ActIds {

  private ActIds() {}

  public static String of(HttpRequest<?> request) {
    return IdempotencyKey.of(request).orElseGet(() -> Ids.next().toString());
  }
}
