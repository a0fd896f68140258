package dev.stitch.api.security;

import dev.stitch.api.error.LoggedPath;
import dev.stitch.store.access.AuditRepository;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.UriRouteMatch;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the audit log what every request came to that was to change something, before its
 * sender learns it. Bodies and queries are left out: they may hold secrets and personal data. Of
 * requests that nobody put their name to only those are kept that changed something. What a viewer
 * may do changes nothing, nor does a {@link Rehearsal}, so that a check of a graph or a dry run,
 * which the console asks for with every keystroke, does not bury what did.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public class AuditTrail implements Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private static final Set<HttpMethod> CHANGING =
      EnumSet.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private static final RouteRule FOR_LOOKING = new RouteRule.Needs(Role.VIEWER);

  /** Who comes by a route that has its own proof, such as a webhook's signature. */
  private static final String OUTSIDE = "outside";

  private final AuditRepository audit;

  AuditTrail(AuditRepository audit) {
    this.audit = audit;
  }

  @Override
  public int getOrder() {
    // Around the gate, to see what it refuses.
    return ServerFilterPhase.SECURITY.before();
  }

  @ResponseFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void note(HttpRequest<?> request, HttpResponse<?> response) {
    RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
    if (!CHANGING.contains(request.getMethod())
        || !(route instanceof UriRouteMatch<?, ?> match)
        || RouteRules.of(match.getRouteInfo()).equals(FOR_LOOKING)
        || Rehearsal.is(request)) {
      return;
    }
    Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(null);
    if (caller != null || response.code() < 400) {
      append(caller, match, request, response);
    }
  }

  private void append(
      @Nullable Caller caller,
      UriRouteMatch<?, ?> route,
      HttpRequest<?> request,
      HttpResponse<?> response) {
    try {
      audit.append(
          caller == null ? OUTSIDE : caller.actor(),
          caller == null ? null : caller.role(),
          request.getMethodName() + " " + template(route),
          LoggedPath.of(request),
          response.code());
    } catch (RuntimeException e) {
      // The work is done and committed: to answer that it failed would make it be done twice.
      LOG.error(
          "Not in the audit log: {} {} {} {}",
          caller == null ? OUTSIDE : caller.actor(),
          request.getMethodName(),
          LoggedPath.of(request),
          response.code(),
          e);
    }
  }

  private static String template(UriRouteMatch<?, ?> route) {
    return route.getRouteInfo().getUriMatchTemplate().toPathString();
  }
}
