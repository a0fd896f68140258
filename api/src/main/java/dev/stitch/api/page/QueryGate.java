package dev.stitch.api.page;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.RouteRule;
import dev.stitch.api.security.RouteRules;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.Map;

/**
 * Refuses query parameters of reads that mean nothing, before the framework takes them for what was
 * not meant: it reads an empty filter as none, and of a repeated one only the first value. What is
 * of the wrong type is refused where it is converted. Pages of the sign-in are left out: an
 * identity provider sends people there with parameters of its own.
 */
@ServerFilter("/api/**")
public class QueryGate implements Ordered {

  /** Longer than anything a list can hold, and short enough for a pattern. */
  static final int MAX_LENGTH = 1_000;

  @Override
  public int getOrder() {
    // After the gate: who may not read a list is told nothing of its parameters.
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    if (isRead(request)) {
      for (Map.Entry<String, List<String>> parameter : request.getParameters()) {
        check(parameter.getKey(), parameter.getValue());
      }
    }
  }

  private static boolean isRead(HttpRequest<?> request) {
    return (request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD)
        && RouteAttributes.getRouteMatch(request)
            .map(route -> RouteRules.of(route.getRouteInfo()))
            .filter(RouteRule.Needs.class::isInstance)
            .isPresent();
  }

  private static void check(String name, List<String> values) {
    if (values.size() > 1) {
      throw refused(name, "must be given once, not " + values.size() + " times");
    }
    String value = values.getFirst();
    if (value.isBlank() && !name.equals(PageRequestBinder.TEXT)) {
      throw refused(name, "must not be empty; leave it out to ask for everything");
    }
    if (value.length() > MAX_LENGTH) {
      throw refused(name, "must have at most " + MAX_LENGTH + " characters");
    }
    if (value.indexOf('\0') >= 0) {
      throw refused(name, "must not hold a NUL character");
    }
  }

  private static ApiProblem refused(String name, String rule) {
    return ApiProblem.unreadable("/" + name, rule);
  }
}
