package dev.stitch.api.security;

import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.web.router.RouteInfo;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the rule of a route: on the route itself, never by its path, so that no spelling of a path
 * can lead past it.
 */
public final class RouteRules {

  /** Routes of the framework, which cannot be annotated, by the id of their endpoint. */
  private static final Map<String, RouteRule> ENDPOINTS =
      Map.of(
          "health", new RouteRule.Anybody("orchestrators ask it; it tells no data"),
          "prometheus", new RouteRule.Needs(Role.VIEWER));

  private RouteRules() {}

  /** The rule of a route, {@link RouteRule.Nobody} when it has none. */
  public static RouteRule of(RouteInfo<?> info) {
    AnnotationMetadata route = info.getAnnotationMetadata();
    Optional<Role> role = route.enumValue(RequiresRole.class, Role.class);
    if (role.isPresent()) {
      return new RouteRule.Needs(role.get());
    }
    Optional<String> because = route.stringValue(Open.class, "because");
    if (because.isPresent()) {
      return new RouteRule.Anybody(because.get());
    }
    if (route.hasAnnotation(RequiresInboundSecret.class)) {
      return new RouteRule.InboundSecretOr(Role.OPERATOR);
    }
    return route.stringValue(Endpoint.class).map(ENDPOINTS::get).orElseGet(RouteRule.Nobody::new);
  }

  /**
   * The rule of a request that no route takes. It ends in a 404 or 405, or in a file of the
   * console, which holds no data and has to be there before anybody is signed in.
   */
  static RouteRule ofNoRoute(String path) {
    return path.startsWith("/api/")
        ? new RouteRule.Needs(Role.VIEWER)
        : new RouteRule.Anybody("files of the console hold no data");
  }
}
