package dev.stitch.api.codec;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * The one foreign page that may ask the codec: the Temporal Web UI, {@code STITCH_CODEC_ORIGIN} or
 * else where {@code STITCH_TEMPORAL_UI} is.
 */
@Singleton
class CodecOrigin {

  private final String origin;

  CodecOrigin(
      @Value("${stitch.codec.origin:}") String origin,
      @Value("${stitch.temporal.ui:`http://127.0.0.1:8233`}") String temporalUi) {
    this.origin = origin.isBlank() ? originOf(temporalUi) : origin.strip();
  }

  /** Tells the browser that the page may read the answer, when it is the one. */
  <T> MutableHttpResponse<T> admit(HttpRequest<?> request, MutableHttpResponse<T> response) {
    if (isFrom(request)) {
      response
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    return response.header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
  }

  /** The answer to a browser that asks before it asks. */
  MutableHttpResponse<?> preflight(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (isFrom(request)) {
      response
          .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST")
          .header(
              HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
              "Authorization, Content-Type, X-Namespace, X-CSRF-Token")
          .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    }
    return admit(request, response);
  }

  private boolean isFrom(HttpRequest<?> request) {
    return origin.equals(request.getHeaders().get(HttpHeaders.ORIGIN));
  }

  private static String originOf(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
