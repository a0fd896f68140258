package dev.stitch.store.answer;

/**
 * A request that was sent under an Idempotency-Key.
 *
 * @param route method and path, e.g. {@code POST /api/entities}
 * @param hash SHA-256 of the body, 64 lower-case hex digits
 */
public record KeyedRequest(String key, String route, String hash) {}
