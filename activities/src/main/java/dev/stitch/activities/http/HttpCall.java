package dev.stitch.activities.http;

import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import io.micronaut.core.annotation.Nullable;
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

  /**
   * The call as it would be made, without its headers, which may hold secrets.
   *
   * @param outcome what the step comes to, or null where only the other side knows
   */
  StepPreview preview(@Nullable StepOutcome outcome) {
    return new StepPreview.HttpRequest(
        method, url.toString(), body == null ? null : body.utf8(), outcome);
  }

  /** Fingerprint of what would be asked for. */
  String payloadHash() {
    String text = body == null ? "" : body.utf8();
    return PayloadHash.of(method + " " + url + "\n" + text);
  }
}
