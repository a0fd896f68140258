package dev.stitch.api.http;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.request.StorableRequests;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.convert.format.ReadableBytes;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/** Turns foreign requests away before any route sees them, and secures every response. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public class RequestGate implements Ordered {

  private final ServedHosts hosts;
  private final long maxBody;

  RequestGate(
      ServedHosts hosts,
      @Value("${micronaut.server.max-request-size}") @ReadableBytes long maxBody) {
    this.hosts = hosts;
    this.maxBody = maxBody;
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.FIRST.order();
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    if (!hosts.servesHost(headers.get(HttpHeaders.HOST))) {
      throw ApiProblem.forbidden("This server answers to localhost only, not to the Host named.");
    }
    if (!hosts.servesOrigin(headers.get(HttpHeaders.ORIGIN))) {
      throw ApiProblem.forbidden("Requests from pages of other sites are not served.");
    }
    refuseUnstorable(request);
    // Before a route begins to read: the server would neither read the rest nor throw it away.
    if (request.getContentLength() > maxBody) {
      throw ApiProblem.tooLarge("The body may have at most " + maxBody + " bytes.");
    }
  }

  /** What no body may hold stands in no address either; the database would refuse it later. */
  private static void refuseUnstorable(HttpRequest<?> request) {
    if (request.getPath().contains("%00")) {
      throw ApiProblem.missing("There is nothing at " + request.getPath() + ".");
    }
    for (var parameter : request.getParameters()) {
      if (!parameter.getValue().stream().allMatch(StorableRequests::isStorable)) {
        throw ApiProblem.unreadable(
            "/" + parameter.getKey(), "must not hold " + StorableRequests.UNSTORABLE);
      }
    }
  }

  @ResponseFilter
  void secure(MutableHttpResponse<?> response) {
    response
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Cross-Origin-Resource-Policy", "same-origin");
    if (!response.getHeaders().contains("Referrer-Policy")) {
      response.header("Referrer-Policy", "no-referrer");
    }
    if (!response.getHeaders().contains("Content-Security-Policy")) {
      response.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
    if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
