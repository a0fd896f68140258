package dev.stitch.api.telemetry;

import dev.stitch.telemetry.LogFields;
import dev.stitch.telemetry.Tracing;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.uri.UriMatchInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each request a span, and its log lines the entity, run and node that its path names. Spans
 * are named by the route, so that no id or address becomes a name.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public class RequestContext implements Ordered {

  private static final String SPAN = RequestContext.class.getName() + ".span";
  private static final int SERVER_FAULT = 500;

  private final Tracing tracing;

  RequestContext(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.TRACING.order();
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    Map<String, String> fields = fields(request);
    if (!fields.isEmpty()) {
      context.add(new LogContext(fields));
    }
    if (tracing.isOn()) {
      Span span = span(request);
      request.setAttribute(SPAN, span);
      context.add(new TraceContext(Context.current().with(span)));
    }
  }

  @ResponseFilter
  void end(
      HttpRequest<?> request, @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
    request
        .getAttribute(SPAN, Span.class)
        .ifPresent(
            span -> {
              if (response != null) {
                span.setAttribute("http.response.status_code", (long) response.code());
              }
              if (failure != null || (response != null && response.code() >= SERVER_FAULT)) {
                span.setStatus(StatusCode.ERROR);
              }
              span.end();
            });
  }

  private Span span(HttpRequest<?> request) {
    Context parent =
        tracing
            .telemetry()
            .getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), request, Headers.INSTANCE);
    String route = route(request);
    return tracing
        .telemetry()
        .getTracer(Tracing.SCOPE)
        .spanBuilder(request.getMethodName() + " " + route)
        .setParent(parent)
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("http.request.method", request.getMethodName())
        .setAttribute("http.route", route)
        .startSpan();
  }

  /** The template of the route, such as {@code /api/entities/{id}}. */
  private static String route(HttpRequest<?> request) {
    return BasicHttpAttributes.getUriTemplate(request).orElse("unknown route");
  }

  private static Map<String, String> fields(HttpRequest<?> request) {
    Map<String, String> fields = new HashMap<>();
    RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(UriMatchInfo.class::cast)
        .ifPresent(
            match -> {
              Map<String, Object> named = match.getVariableValues();
              String path = request.getPath();
              if (path.startsWith("/api/entities/")) {
                put(fields, LogFields.ENTITY, named.get("id"));
              } else if (path.startsWith("/api/workflows/")) {
                put(fields, LogFields.RUN, named.get("id"));
              }
              put(fields, LogFields.RUN, named.get("runId"));
              put(fields, LogFields.NODE, named.get("nodeId"));
              put(fields, LogFields.NODE, named.get("uxNodeId"));
            });
    return fields;
  }

  private static void put(Map<String, String> fields, String field, @Nullable Object value) {
    if (value != null) {
      fields.put(field, value.toString());
    }
  }

  private enum Headers implements TextMapGetter<HttpRequest<?>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(HttpRequest<?> request) {
      return request.getHeaders().names();
    }

    @Override
    public @Nullable String get(@Nullable HttpRequest<?> request, String name) {
      return request == null ? null : request.getHeaders().get(name);
    }
  }
}
