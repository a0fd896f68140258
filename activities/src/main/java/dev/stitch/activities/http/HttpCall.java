package dev.stitch.activities.http;

import dev.stitch.activities.effect.PayloadHash;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * One call to be made.
 *
 * @param body null when there is none
 * @param limit longest time for all of it, redirects included
 */
record HttpCall(String method, HttpUrl url, Headers headers, ByteString body, Duration limit) {

  /** Fingerprint of what would be asked for. */
  String payloadHash() {
    String text = body == null ? "" : body.utf8();
    return PayloadHash.of(method + " " + url + "\n" + text);
  }
}
