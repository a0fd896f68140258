package dev.stitch.api.error;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;

/** What logs say of a request's path. */
public final class LoggedPath {

  private LoggedPath() {}

  /** The path; of a route whose path is a secret, its template. */
  public static String of(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request).orElse(null) instanceof UriRouteMatch<?, ?> route
            && route.hasAnnotation(SecretPath.class)
        ? route.getRouteInfo().getUriMatchTemplate().toPathString()
        : request.getPath();
  }
}
