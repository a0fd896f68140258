package dev.stitch.api.mcp;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.micronaut.http.server.RequestLifecycle;
import io.micronaut.http.server.RouteExecutor;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/**
 * Sends requests of the API to itself through all that a request from outside goes through (gate,
 * rate limits, audit log, error handling), without a connection.
 */
@Singleton
class InnerRequests {

  private final Lifecycle lifecycle;
  private final ConversionService conversion;

  InnerRequests(RouteExecutor routes, ConversionService conversion) {
    this.lifecycle = new Lifecycle(routes);
    this.conversion = conversion;
  }

  /** The response, whatever its status; its body is not written yet. */
  Mono<HttpResponse<?>> send(InnerRequest request) {
    request.setConversionService(conversion);
    return Mono.fromFuture(
        () -> {
          try (var scope =
              PropagatedContext.getOrEmpty()
                  .plus(new ServerHttpRequestContext(request))
                  .propagate()) {
            return lifecycle.run(request);
          }
        });
  }

  /** Micronaut's own way of a request, from the first filter to the last. */
  private static final class Lifecycle extends RequestLifecycle {

    Lifecycle(RouteExecutor routes) {
      super(routes);
    }

    CompletableFuture<HttpResponse<?>> run(InnerRequest request) {
      return normalFlow(request).toCompletableFuture();
    }
  }
}
