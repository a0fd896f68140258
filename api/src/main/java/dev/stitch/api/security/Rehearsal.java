package dev.stitch.api.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.function.Supplier;

/** A request that only asks what something would do, by a route that can also do it. */
public final class Rehearsal {

  private static final String ATTRIBUTE = "stitch.rehearsal";

  private Rehearsal() {}

  /** Answers with what would come of it; the audit log has no entry, also when it is refused. */
  public static <T> HttpResponse<T> of(HttpRequest<?> request, Supplier<T> forecast) {
    request.setAttribute(ATTRIBUTE, true);
    return HttpResponse.ok(forecast.get());
  }

  static boolean is(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE).isPresent();
  }
}
