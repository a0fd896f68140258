/**
 * Answers that were given under an Idempotency-Key, so that the same request is answered the same
 * again. Used by {@code dev.stitch.api.http}.
 */
package dev.stitch.store.answer;
