package dev.stitch.activities.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Where an answer sends a request on to, and what of it goes along. */
final class Redirects {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  /** What another origin may see; everything else could be a secret of the first one's. */
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "content-type", "idempotency-key", "user-agent");

  private Redirects() {}

  /**
   * The next request, or empty when the answer is none to follow.
   *
   * @throws RedirectException when it leads to where no call may go
   */
  static Optional<Request> next(Request request, Response response) throws RedirectException {
    String location = response.header("Location");
    if (location == null || !STATUSES.contains(response.code())) {
      return Optional.empty();
    }
    HttpUrl from = request.url();
    HttpUrl to = from.resolve(location);
    if (to == null || !to.username().isEmpty() || !to.password().isEmpty()) {
      throw new RedirectException(from.host() + " redirects to where no call may go.");
    }
    if (from.isHttps() && !to.isHttps()) {
      throw new RedirectException(from.host() + " redirects from https to http.");
    }
    Request.Builder next = request.newBuilder().url(to);
    if (becomesGet(request.method(), response.code())) {
      next.method("GET", null).removeHeader("Content-Type");
    }
    if (!sameOrigin(from, to)) {
      secrets(request.headers()).forEach(next::removeHeader);
    }
    return Optional.of(next.build());
  }

  /** 303 always asks for a GET; 301 and 302 after a POST have come to mean the same. */
  private static boolean becomesGet(String method, int status) {
    return switch (status) {
      case 303 -> !method.equals("HEAD");
      case 301, 302 -> method.equals("POST");
      default -> false;
    };
  }

  private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }

  private static List<String> secrets(Headers headers) {
    return headers.names().stream()
        .filter(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)))
        .toList();
  }
}
