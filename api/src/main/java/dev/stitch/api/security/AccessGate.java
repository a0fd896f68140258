package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.Role;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;

/** Lets a request in, or not: by the rule of the route that will answer it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public class AccessGate implements Ordered {

  private final Router router;
  private final Callers callers;
  private final InboundSecret inboundSecret;
  private final RateLimits limits;

  AccessGate(Router router, Callers callers, InboundSecret inboundSecret, RateLimits limits) {
    this.router = router;
    this.callers = callers;
    this.inboundSecret = inboundSecret;
    this.limits = limits;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.order();
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING) // looks into the database
  void admit(HttpRequest<?> request) {
    RouteRule rule =
        RouteAttributes.getRouteMatch(request)
            .map(route -> RouteRules.of(route.getRouteInfo()))
            .orElseGet(() -> ruleOfNoRoute(request));
    switch (rule) {
      case RouteRule.Anybody anybody -> limits.admitAddress(address(request));
      case RouteRule.Needs needs -> admit(request, needs.role());
      case RouteRule.InboundSecretOr or -> {
        if (inboundSecret.isCarriedBy(request)) {
          limits.admitAddress(address(request));
        } else {
          admit(request, or.role());
        }
      }
      case RouteRule.Nobody nobody ->
          throw ApiProblem.forbidden("Nothing says who may call this route, so nobody may.");
    }
  }

  /**
   * A request that no route takes because of its content type is told so by whoever may call the
   * route with the right one.
   */
  private RouteRule ruleOfNoRoute(HttpRequest<?> request) {
    return router.findAny(request).stream()
        .map(UriRouteMatch::getRouteInfo)
        .filter(route -> route.getHttpMethodName().equals(request.getMethodName()))
        .map(route -> RouteRules.of(route))
        .findFirst()
        .orElseGet(() -> RouteRules.ofNoRoute(request.getPath()));
  }

  private void admit(HttpRequest<?> request, Role needed) {
    Caller caller =
        identified(request)
            .orElseThrow(
                () ->
                    ApiProblem.unauthorized(
                        "This needs an API key (Authorization: Bearer sk_…) or a login."));
    request.setAttribute(Caller.ATTRIBUTE, caller);
    limits.admitCaller(caller);
    if (!caller.role().includes(needed)) {
      throw ApiProblem.forbidden(
          "This needs the role %s; %s has %s."
              .formatted(needed.text(), caller.actor(), caller.role().text()));
    }
  }

  /** Whoever guesses at credentials is slowed down, and nobody else with them. */
  private Optional<Caller> identified(HttpRequest<?> request) {
    try {
      Optional<Caller> caller = callers.identify(request);
      if (caller.isEmpty()) {
        limits.refuse(address(request));
      }
      return caller;
    } catch (ApiProblem problem) {
      if (problem.status() == HttpStatus.UNAUTHORIZED) {
        limits.refuse(address(request));
      }
      throw problem;
    }
  }

  static String address(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress().getHostAddress();
  }
}
